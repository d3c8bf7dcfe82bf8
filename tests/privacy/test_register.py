"""The register of processing, and the pages of whoever guards privacy."""

import csv
import io

import pytest
from django.urls import reverse, reverse_lazy

from network.privacy.registry import CATEGORIES
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_register_has_every_category_with_controller_and_term(client_of):
    make.NetworkFactory(name="Netwerk De Proef", contact_email="privacy@proef.example")
    answer = client_of(make.administrator()).get("/beheer/privacy/verwerkingen.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="register-van-verwerkingen.csv"'
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert len(rows) == len(CATEGORIES)
    for row in rows:
        entry = dict(zip(header, row, strict=True))
        assert entry["Verwerkingsverantwoordelijke"] == "Netwerk De Proef"
        assert entry["Contact"] == "privacy@proef.example"
        assert all(entry.values())
    assert "1 jaar nadat het is verstuurd" in answer.content.decode()


def test_register_can_be_read(client_of):
    make.NetworkFactory(contact_email="privacy@proef.example")
    page = client_of(make.project_lead()).get("/beheer/privacy/verwerkingen/").content.decode()
    assert "privacy@proef.example" in page
    assert page.count("Wettelijke plicht") + page.count("wettelijke plicht") >= 2


def test_overview_shows_who_leaves_and_who_still_has_to_accept(client_of):
    person = make.teacher(has_to_accept=True)
    make.ErasureFactory(user=person)
    page = client_of(make.administrator()).get("/beheer/privacy/").content.decode()
    assert str(person) in page
    assert "1 persoon moet die nog accepteren." in page


WARNING = "Schrijf geen namen van leerlingen"


@pytest.mark.parametrize(
    "path",
    [
        "/verhalen/nieuw/",
        "/werkbezoeken/nieuw/",
        "/themabijeenkomsten/nieuw/",
        reverse_lazy("activities:agenda_item_add"),
        reverse_lazy("activities:action_item_add"),
        "/uitnodigingen/lijst/",
        "/mijn/profiel/wijzigen/",
        "/meedoen/",
        "/beheer/privacy/datalekken/nieuw/",
    ],
)
def test_forms_warn_against_names_of_pupils(path, client_of):
    assert WARNING in client_of(make.project_lead()).get(path).content.decode()


def test_what_a_school_leader_writes_has_the_warning_too(client_of):
    leader, framework = make.school_leader(), make.framework_proposed()
    make.SharedVisionFactory()
    seat, school = make.RegistrationFactory(user=leader), leader.memberships.get().school_id
    client = client_of(leader)
    for path in [
        reverse("steering:version_detail", args=[framework.slug, 1]),
        reverse("steering:endorsement_give", args=[school]),
        reverse("activities:activity_withdraw", args=[seat.activity.slug]),
        reverse("entry:about_me"),
    ]:
        assert WARNING in client.get(path).content.decode()


def test_minutes_warn_against_names_of_pupils(client_of):
    meeting = make.SteeringMeetingFactory(past=True)
    page = client_of(make.project_lead()).get(f"/agenda/{meeting.slug}/notulen/").content.decode()
    assert "Schrijf geen namen van leerlingen" in page

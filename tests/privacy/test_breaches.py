"""The breach log: its clock, corrections that keep what stood there, reminders, closing."""

import datetime

import pytest
import time_machine
from django.db import InternalError
from django.utils.translation import override

from network.base.models import OutgoingMail
from network.dashboard.asks import asks_of
from network.privacy.actions import breaches as actions
from network.privacy.clock import clock_of, history_of
from network.privacy.models import Breach
from tests import factories as make

pytestmark = pytest.mark.django_db
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
FOUND = datetime.datetime(2027, 3, 26, 16, tzinfo=datetime.UTC)  # the clocks go forward during these 72 hours
FIELDS = {
    "title": "Lijst naar een verkeerd adres",
    "discovered_at_0": "2027-03-26",
    "discovered_at_1": "17:00",
    "what_happened": "Een deelnemerslijst ging naar een oude mailgroep.",
    "kinds": "Namen en scholen.",
}


@pytest.mark.parametrize(
    ("after", "state", "sentence"),
    [
        (0 * HOUR, "running", "72 hours and 0 minutes left"),
        (47.5 * HOUR, "running", "24 hours and 30 minutes left"),
        (71 * HOUR, "running", "1 hour and 0 minutes left"),
        (72 * HOUR - SECOND, "running", "0 hours and 0 minutes left"),
        (72 * HOUR, "over", "The 72 hours are over. Report it now and say why it is late"),
    ],
)
def test_clock_counts_real_hours_from_discovery(after, state, sentence):
    breach = make.BreachFactory(discovered_at=FOUND)
    with override("en"):
        clock = clock_of(breach, now=FOUND + after)
    assert (clock.state, clock.sentence) == (state, sentence)


@pytest.mark.parametrize(("after", "sentence"), [(72, "Reported in time"), (73, "Reported too late")])
def test_clock_stops_when_it_is_reported(after, sentence):
    breach = make.BreachFactory(discovered_at=FOUND, reported_at=FOUND + after * HOUR)
    with override("en"):
        assert clock_of(breach, now=FOUND + 500 * HOUR).sentence == sentence


def test_writing_down_and_correcting_through_the_pages(client_of):
    lead = make.project_lead()
    client = client_of(lead)
    answer = client.post("/beheer/privacy/datalekken/nieuw/", FIELDS)
    breach = Breach.objects.get()
    assert answer.url == breach.get_absolute_url()
    assert (breach.discovered_at, breach.recorded_by) == (FOUND, lead)
    changed = {**FIELDS, "people": "40", "kinds": "Namen, scholen en adressen."}
    client.post(f"/beheer/privacy/datalekken/{breach.pk}/wijzigen/", changed)
    page = client.get(answer.url).content.decode()
    assert "Namen, scholen en adressen." in page
    assert "Namen en scholen." in page  # what it said before
    (change,) = history_of(breach)
    assert change.by == lead
    assert [before for _name, before in change.before] == ["Namen en scholen.", None]


def test_mistakes_come_back_with_the_text(client_of):
    client = client_of(make.administrator())
    early = {"reported_at_0": "2027-03-01", "reported_at_1": "10:00"}
    answer = client.post("/beheer/privacy/datalekken/nieuw/", {**FIELDS, **early})
    assert answer.status_code == 200
    assert "Het kan niet gemeld zijn voordat het ontdekt was." in answer.content.decode()
    assert FIELDS["what_happened"] in answer.content.decode()
    assert not Breach.objects.exists()


def test_breach_is_never_deleted():
    with pytest.raises(InternalError):
        make.BreachFactory().delete()


def test_reminder_comes_once_a_day_before_the_end_to_everyone_who_guards():
    with time_machine.travel(FOUND):
        make.administrator(email="beheer@proef.example")
        make.project_lead(email="lead@proef.example")
        make.teacher()
        breach = make.BreachFactory(discovered_at=FOUND)
    assert actions.remind_of_clocks(now=FOUND + 48 * HOUR - SECOND) == 0
    assert actions.remind_of_clocks(now=FOUND + 48 * HOUR) == 1
    assert actions.remind_of_clocks(now=FOUND + 49 * HOUR) == 0
    to = set(OutgoingMail.objects.filter(about=f"privacy.breach:{breach.pk}").values_list("to_address", flat=True))
    assert to == {"beheer@proef.example", "lead@proef.example"}
    assert "Een lijst ging" not in OutgoingMail.objects.first().text


@pytest.mark.parametrize(
    "stopped", [{"reported_at": FOUND}, {"not_reported_because": "Versleuteld", "closed_at": FOUND}]
)
def test_no_reminder_once_it_is_reported_or_closed(stopped):
    make.administrator()
    if "closed_at" in stopped:
        stopped = {**stopped, "closed_by": make.administrator()}
    make.BreachFactory(discovered_at=FOUND, **stopped)
    assert actions.remind_of_clocks(now=FOUND + 60 * HOUR) == 0


def test_closing_asks_why_it_was_not_reported(client_of, now):
    breach = make.BreachFactory()
    client = client_of(make.administrator())
    path = f"/beheer/privacy/datalekken/{breach.pk}/sluiten/"
    assert client.post(path, {"because": " "}).status_code == 200
    assert Breach.objects.open().count() == 1
    client.post(path, {"because": "Het bestand was versleuteld."})
    client.post(path, {"because": "Nog eens"})
    breach.refresh_from_db()
    assert breach.closed_at
    assert breach.not_reported_because == "Het bestand was versleuteld."
    with pytest.raises(actions.SayWhyNot):
        actions.close(breach=make.BreachFactory(), because="", by=make.administrator(), now=now)


def test_closing_a_reported_one_asks_nothing(client_of):
    breach = make.BreachFactory(reported_at=make.moment(0, 0))
    client_of(make.project_lead()).post(f"/beheer/privacy/datalekken/{breach.pk}/sluiten/")
    assert Breach.objects.get().closed_at


def administrator_who_teaches():
    person = make.administrator()
    make.MembershipFactory(user=person)
    return person


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        (administrator_who_teaches, True),
        (make.project_lead, True),
        (make.teacher, False),
        (make.school_leader, False),
    ],
)
def test_it_is_asked_of_who_guards_privacy(who, asked, now, client_of):
    breach = make.BreachFactory(title="Laptop weg")
    person = who()
    urls = [ask.url for ask in asks_of(person, now=now)]
    assert (breach.get_absolute_url() in urls) is asked
    assert ("Laptop weg" in client_of(person).get("/mijn-start/").content.decode()) is asked


def test_it_stands_on_top_of_the_administration(client_of):
    client = client_of(make.administrator())
    assert "messagelist" not in client.get("/beheer/").content.decode()
    breach = make.BreachFactory(title="Laptop weg")
    page = client.get("/beheer/").content.decode()
    assert f'href="{breach.get_absolute_url()}">Datalek “Laptop weg”: meld het' in page


def test_nothing_is_asked_of_a_reported_breach(now):
    make.BreachFactory(reported_at=now)
    assert asks_of(make.project_lead(), now=now) == []

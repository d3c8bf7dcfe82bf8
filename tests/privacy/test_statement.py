"""The privacy statement: the first one, new versions, and being asked to accept."""

import pytest
from django.db import InternalError, connection
from django.test.utils import CaptureQueriesContext

from network.people.models import User
from network.privacy.actions import statements
from network.privacy.models import Acceptance, Statement
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXTS = {"text": "## Nieuw\n\nWij bewaren minder.", "english_text": "## New\n\nWe keep less.", "what_changed": "Korter"}


def newcomer():
    return make.teacher(has_to_accept=True)


def published(now, *, asks=True):
    lead = make.project_lead()
    draft = statements.save_draft(texts={**TEXTS, "asks_acceptance": asks}, by=lead, now=now)
    return statements.publish(draft=draft, by=lead, now=now)


def test_first_version_is_there_from_the_start(client):
    assert not Statement.objects.exists()
    assert "Dit portaal bewaart wat nodig is" in client.get("/privacy/").content.decode()
    client.cookies["django_language"] = "en"
    assert "This portal keeps what schools need" in client.get("/privacy/").content.decode()


def test_account_that_is_new_still_has_to_accept():
    assert User.objects.create_user("nieuw@proef.example", given_name="N", family_name="Ieuw").has_to_accept


def test_newcomer_accepts_before_the_first_page_and_then_goes_on(client_of, now):
    person = newcomer()
    client = client_of(person)
    answer = client.get("/agenda/?maand=1")
    assert answer.url == "/mijn/gegevens/verklaring/?next=%2Fagenda%2F%3Fmaand%3D1"
    page = client.get(answer.url).content.decode()
    assert 'name="number" value="1"' in page
    answer = client.post("/mijn/gegevens/verklaring/", {"number": "1", "next": "/agenda/?maand=1"})
    assert answer.url == "/agenda/?maand=1"
    acceptance = Acceptance.objects.get()
    assert (acceptance.user, acceptance.statement.number) == (person, 1)
    assert acceptance.accepted_at >= now
    assert client.get("/agenda/").status_code == 200


def test_after_accepting_one_never_leaves_the_portal(client_of):
    answer = client_of(newcomer()).post(
        "/mijn/gegevens/verklaring/", {"number": "1", "next": "https://elders.example/"}
    )
    assert answer.url == "/mijn/welkom/"


@pytest.mark.parametrize(
    "path",
    [
        "/privacy/",
        "/mijn/gegevens/",
        "/mijn/gegevens/verwijderen/",
        "/account/logout/",
        "/toegankelijkheid/",
    ],
)
def test_what_stays_open_before_accepting(path, client_of):
    assert client_of(newcomer()).get(path).status_code == 200


def test_text_that_is_sent_before_accepting_is_not_lost(client_of):
    person = newcomer()
    answer = client_of(person).post("/mijn/profiel/wijzigen/", make.profile_fields(given_name="Een"))
    assert answer.url == "/mijn/profiel/"
    assert User.objects.get(pk=person.pk).given_name == "Een"


def test_new_version_asks_everyone_once(client_of, now):
    person = make.teacher()
    client = client_of(person)
    assert client.get("/mijn-start/").status_code == 200
    assert published(now).number == 2
    assert client.get("/mijn-start/").status_code == 302
    page = client.get("/mijn/gegevens/verklaring/").content.decode()
    assert "Korter" in page
    client.post("/mijn/gegevens/verklaring/", {"number": "2"})
    client.post("/mijn/gegevens/verklaring/", {"number": "2"})
    assert client.get("/mijn-start/").status_code == 200
    assert list(person.acceptances.values_list("statement__number", flat=True)) == [2]


def test_version_without_that_question_asks_nobody(client_of, now):
    client = client_of(make.teacher())
    published(now, asks=False)
    assert client.get("/mijn-start/").status_code == 200
    assert "Wij bewaren minder" in client.get("/privacy/").content.decode()


def test_one_accepts_what_one_read(client_of, now):
    person = newcomer()
    client = client_of(person)
    published(now)
    answer = client.post("/mijn/gegevens/verklaring/", {"number": "1"})
    assert answer.url == "/mijn/gegevens/verklaring/"
    assert User.objects.get(pk=person.pk).has_to_accept
    assert not Acceptance.objects.exists()


def test_asking_costs_no_query(client_of, now):
    """The same page costs as many queries before and after there are versions."""
    client = client_of(make.teacher())
    client.get("/mijn/profiel/")

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/mijn/profiel/").status_code == 200
        return [query["sql"] for query in captured if "privacy_" in query["sql"]]

    assert cost() == []
    published(now, asks=False)
    assert cost() == []


def test_earlier_versions_stay_readable(client, client_of, now):
    published(now)
    page = client.get("/privacy/").content.decode()
    assert 'href="/privacy/versies/1/"' in page
    assert "Dit portaal bewaart wat nodig is" in client.get("/privacy/versies/1/").content.decode()
    assert client.get("/privacy/versies/2/").url == "/privacy/"
    assert client_of(make.teacher()).get("/privacy/versies/3/").status_code == 404


def test_draft_is_seen_by_nobody_else(client_of, now):
    statements.save_draft(texts={**TEXTS, "asks_acceptance": True}, by=make.project_lead(), now=now)
    client = client_of(make.teacher())
    assert "Wij bewaren minder" not in client.get("/privacy/").content.decode()
    assert client.get("/privacy/versies/2/").status_code == 404


def test_writing_and_publishing_through_the_pages(client_of):
    teacher = make.teacher()
    client = client_of(make.administrator())
    form = client.get("/beheer/privacy/verklaring/").content.decode()
    assert "Dit portaal bewaart wat nodig is" in form
    answer = client.post("/beheer/privacy/verklaring/", {**TEXTS, "asks_acceptance": "on"})
    assert answer.url == "/beheer/privacy/verklaring/publiceren/"
    assert "2 mensen moeten die accepteren" in client.get(answer.url).content.decode()
    client.post("/beheer/privacy/verklaring/", {**TEXTS, "text": "Anders", "asks_acceptance": "on"})
    assert Statement.objects.count() == 2
    client.post(answer.url)
    client.post(answer.url)
    assert list(Statement.objects.published().order_by("number").values_list("number", "text"))[1:] == [(2, "Anders")]
    assert User.objects.get(pk=teacher.pk).has_to_accept


def test_published_version_never_changes(now):
    version = published(now)
    with pytest.raises(InternalError), connection.cursor() as cursor:
        cursor.execute("UPDATE privacy_statement SET text = 'Anders' WHERE id = %s", [version.pk])


def test_publishing_twice_is_refused(now):
    with pytest.raises(statements.AlreadyPublished):
        statements.publish(draft=published(now), by=make.project_lead(), now=now)

"""Choosing a password: by a link that was mailed, and by whoever is signed in."""

import datetime
import re
from pathlib import Path

import allauth
import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from network.base.models import OutgoingMail
from network.people import emails, tasks
from network.people.models import Session, User
from tests.factories import PASSWORD, NetworkFactory, UserFactory, teacher

ASK = "/account/password/reset/"
NEW = "Nieuw en lang genoeg 26"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def link_in(mail):
    return re.search(r"^http\S+$", mail.text, re.MULTILINE)[0]


def choose(client, mail, password=NEW):
    path = link_in(mail).removeprefix("http://portaal.example")
    form = client.get(path, follow=True)
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def waiting_tasks():
    return [SignedPackage.loads(row.payload) for row in OrmQ.objects.all()]


def test_asking_for_a_link_only_queues_it_whether_or_not_the_address_is_known(client):
    person = teacher()
    known = client.post(ASK, {"email": person.email})
    unknown = client.post(ASK, {"email": "niemand@proef.example"})
    assert known.url == unknown.url == "/account/password/reset/done/"
    assert [(task["func"], task["args"]) for task in waiting_tasks()] == [
        ("network.people.tasks.send_password_link", (person.email,)),
        ("network.people.tasks.send_password_link", ("niemand@proef.example",)),
    ]
    assert not OutgoingMail.objects.exists()


def test_a_link_is_mailed_in_the_language_of_the_account_and_works_once(client):
    person = teacher(language="en", given_name="Noor")
    tasks.send_password_link(person.email)
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.subject, mail.is_secret) == (person.email, "Choose a new password", True)
    assert mail.text.startswith("Hello Noor,")
    assert choose(client, mail).url == "/account/password/reset/key/done/"
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "werkt niet meer" in client.get(link_in(mail).removeprefix("http://portaal.example")).content.decode()


@pytest.mark.parametrize("fields", [{"is_active": False}, None])
def test_no_link_for_a_closed_account_or_an_unknown_address(fields):
    email = UserFactory(**fields).email if fields else "niemand@proef.example"
    tasks.send_password_link(email)
    assert not OutgoingMail.objects.exists()


def test_a_forged_host_does_not_get_into_the_link(client):
    person = teacher()
    client.post(ASK, {"email": person.email}, headers={"host": "localhost"})
    for task in waiting_tasks():
        tasks.send_password_link(*task["args"])
    assert link_in(OutgoingMail.objects.get()).startswith("http://portaal.example/account/password/reset/key/")


def test_a_link_is_too_old_after_three_days(client):
    person = teacher()
    tasks.send_password_link(person.email)
    path = link_in(OutgoingMail.objects.get()).removeprefix("http://portaal.example")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3, hours=2)):
        assert "werkt niet meer" in client.get(path, follow=True).content.decode()


def test_the_key_leaves_the_address_before_the_page_shows(client):
    tasks.send_password_link(teacher().email)
    response = client.get(link_in(OutgoingMail.objects.get()).removeprefix("http://portaal.example"))
    assert response.url.endswith("-set-password/")
    assert "no-store" in response["Cache-Control"]


def test_three_links_in_ten_minutes_is_the_most_for_one_address(client):
    answers = [client.post(ASK, {"email": "noor@proef.example"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert client.post(ASK, {"email": "ander@proef.example"}).status_code == 302


def test_changing_a_password_ends_the_other_sessions_and_tells_the_owner(client_of):
    person = teacher()
    here, elsewhere = client_of(person), client_of(person)
    response = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert response.url == "/mijn/profiel/"
    assert [session.session_key for session in Session.objects.of(person)] == [here.session.session_key]
    assert here.get("/mijn/profiel/").status_code == 200
    assert elsewhere.get("/mijn/profiel/").status_code == 302
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.subject) == (person.email, "Je wachtwoord is gewijzigd")
    assert "http://portaal.example/account/password/reset/" in mail.text


def test_every_notice_that_allauth_may_send_has_our_words():
    """A new allauth that notifies of more fails here, and not when somebody changes something."""
    folder = Path(allauth.__file__).parent
    sources = [*(folder / "account").rglob("*.py"), *(folder / "mfa").rglob("*.py")]
    code = "".join(source.read_text() for source in sources if "webauthn" not in source.parts)
    names = set(re.findall(r'send_notification_mail\(\s*"(?:account|mfa)/email/(\w+)"', code))
    assert {"email_changed", "totp_activated", "password_reset"} <= names
    assert {name for name in names if not name.startswith("password_")} <= set(emails.NOTICES)


def test_a_password_and_the_mail_about_it_are_written_together(client_of, monkeypatch):
    person = teacher()
    client = client_of(person)
    client.raise_request_exception = False
    monkeypatch.setattr(emails.mail, "queue", lambda **fields: 1 / 0)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/account/password/change/", data).status_code == 500
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("password", "is_refused"),
    [
        ("Welkom-Wachtwoord-1", True),
        ("Netwerk Nieuwstad 070", True),
        ("portaalportaal2026", True),
        ("Nieuwstad is vol fietsen", False),
        ("een lang wachtwoord", False),
    ],
)
def test_a_password_is_more_than_words_that_everybody_knows(client_of, password, is_refused):
    NetworkFactory(name="Netwerk Nieuwstad")
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client_of(teacher()).post("/account/password/change/", data)
    assert (response.status_code == 200) is is_refused


@pytest.mark.parametrize("password", ["kort", "1qaz2wsx3edc", "123456789012", "Noorderlicht"])
def test_a_weak_password_is_refused(client_of, password):
    person = teacher(given_name="Noorderlicht")
    response = client_of(person).post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["password1"]


def test_the_password_form_shows_what_was_wrong(client_of):
    response = client_of(teacher()).post(
        "/account/password/change/", {"oldpassword": "niet dit", "password1": NEW, "password2": "iets anders 123"}
    )
    assert set(response.context["form"].errors) == {"oldpassword", "password2"}


def test_what_is_asked_of_a_password_is_one_sentence(client_of):
    page = client_of(UserFactory()).get("/account/password/change/").content.decode()
    assert "Minstens 12 tekens, bijvoorbeeld vier woorden." in page
    assert "Uw wachtwoord" not in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."),
        ("en", "This password is too short. It must contain at least 12 characters."),
    ],
)
def test_that_a_password_is_too_short_is_said_in_the_language_of_the_page(client_of, language, sentence):
    client = client_of(teacher(language=language))
    data = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    assert client.post("/account/password/change/", data).context["form"].errors["password1"] == [sentence]

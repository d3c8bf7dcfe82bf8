"""The e-mail address of an account, and allauth's table that follows it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from network.base.models import OutgoingMail
from network.people import tasks
from network.people.models import User
from tests.factories import PASSWORD, UserFactory, teacher


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def addresses_of(person):
    return list(EmailAddress.objects.filter(user=person).values_list("email", "verified", "primary"))


def ask_to_change(client, email, **headers):
    """Fill in a new address and, when asked, the password."""
    response = client.post("/account/email/", {"email": email, "action_add": "1"}, headers=headers)
    if response.status_code == 302 and "reauthenticate" in response.url:
        return client.post(response.url, {"password": PASSWORD}, headers=headers, follow=True)
    return response


@pytest.mark.parametrize("make", [User.objects.create, User.objects.create_user])
def test_an_account_has_its_address_however_it_was_made(make):
    person = make(email="noor@proef.example", given_name="Noor", family_name="Proef")
    assert addresses_of(person) == [("noor@proef.example", True, True)]


def test_the_address_follows_every_change_and_the_old_one_opens_nothing(client):
    person = UserFactory(email="oud@proef.example")
    User.objects.filter(pk=person.pk).update(email="nieuw@proef.example")
    assert addresses_of(person) == [("nieuw@proef.example", True, True)]
    assert client.post("/account/login/", {"login": "oud@proef.example", "password": PASSWORD}).status_code == 200
    tasks.send_password_link("oud@proef.example")
    assert not OutgoingMail.objects.exists()


def test_a_person_changes_the_address_by_a_link_mailed_to_the_new_one(client_of):
    person = teacher(email="oud@proef.example")
    client = client_of(person)
    ask_to_change(client, "Nieuw@proef.example")
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.is_secret) == ("nieuw@proef.example", True)
    assert User.objects.get(pk=person.pk).email == "oud@proef.example"

    path = confirm_path()
    assert client.get(path).status_code == 200
    assert User.objects.get(pk=person.pk).email == "oud@proef.example"
    assert client.post(path).url == "/mijn/profiel/"
    assert addresses_of(person) == [("nieuw@proef.example", True, True)]
    assert User.objects.get(pk=person.pk).email == "nieuw@proef.example"
    notice = OutgoingMail.objects.latest("pk")
    assert (notice.to_address, "nieuw@proef.example" in notice.subject) == ("oud@proef.example", True)


def confirm_path():
    mail = OutgoingMail.objects.filter(text__contains="confirm-email").latest("pk")
    return re.search(r"^http://portaal.example(\S+)$", mail.text, re.MULTILINE)[1]


def test_nobody_finds_out_or_takes_over_the_address_of_somebody_else(client_of):
    other, person = teacher(), teacher(email="oud@proef.example")
    client = client_of(person)
    asked = ask_to_change(client, other.email)
    assert "We hebben een link gestuurd" in asked.content.decode()
    assert "werkt niet meer" in client.get(confirm_path()).content.decode()
    client.post(confirm_path())
    assert User.objects.get(pk=person.pk).email == "oud@proef.example"


def test_the_link_to_confirm_an_address_ignores_a_forged_host(client_of):
    ask_to_change(client_of(teacher()), "nieuw@proef.example", host="localhost")
    assert "http://portaal.example/account/confirm-email/" in OutgoingMail.objects.get().text


def test_an_open_screen_is_not_enough_to_change_the_address(client_of):
    client = client_of(teacher())
    response = client.post("/account/email/", {"email": "nieuw@proef.example", "action_add": "1"})
    assert response.url.startswith("/account/reauthenticate/")
    assert not OutgoingMail.objects.exists()


def test_a_change_can_be_called_off(client_of):
    person = teacher(email="oud@proef.example")
    client = client_of(person)
    ask_to_change(client, "nieuw@proef.example")
    client.post("/account/email/", {"email": "nieuw@proef.example", "action_remove": ""})
    assert addresses_of(person) == [("oud@proef.example", True, True)]

"""A second step in signing in: a code from an app, or a recovery code."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.urls import reverse

from network.base.models import OutgoingMail
from network.people.adapters import SecondStepAdapter
from tests.factories import PASSWORD, teacher

LOGIN, STEP, SWITCH_ON = "/account/login/", "/account/tweestaps/authenticate/", "/account/tweestaps/totp/activate/"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def secret():
    return generate_totp_secret()


@pytest.fixture
def person(secret):
    person = teacher()
    TOTP.activate(person, secret)
    return person


def code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong(secret):
    return f"{(int(code(secret)) + 1) % 10**6:06}"


def first_step(client, person, **data):
    return client.post(LOGIN, {"login": person.email, "password": PASSWORD, **data})


def test_a_password_alone_is_not_enough(client, person):
    assert first_step(client, person).url == STEP
    assert client.get("/mijn/profiel/").url == "/account/login/?next=/mijn/profiel/"


def test_a_code_opens_the_page_that_was_asked_for(client, person, secret):
    first_step(client, person, next="/mijn/profiel/")
    assert client.get(STEP).status_code == 200
    assert client.post(STEP, {"code": code(secret)}).url == "/mijn/profiel/"


def test_a_code_works_once(client_of, person, secret):
    with time_machine.travel("2026-11-24 10:00:05Z"):
        used = code(secret)
        for browser, status in [(client_of(), 302), (client_of(), 200)]:
            first_step(browser, person)
            assert browser.post(STEP, {"code": used}).status_code == status


def test_five_wrong_codes_close_the_step_for_a_while(client, person, secret):
    first_step(client, person)
    for _ in range(5):
        assert client.post(STEP, {"code": wrong(secret)}).status_code == 200
    assert client.post(STEP, {"code": code(secret)}).status_code == 200


def test_a_recovery_code_works_once(client_of, person):
    recovery = RecoveryCodes.activate(person).generate_codes()[0]
    for browser, status in [(client_of(), 302), (client_of(), 200)]:
        first_step(browser, person)
        assert browser.post(STEP, {"code": recovery}).status_code == status


def test_a_person_switches_it_on_with_the_password_and_hears_of_it(client_of):
    person = teacher()
    client = client_of(person)
    asked = client.get(SWITCH_ON)
    assert asked.url.startswith("/account/reauthenticate/")
    client.post(asked.url, {"password": PASSWORD})
    secret = client.get(SWITCH_ON).context["form"].secret
    assert client.post(SWITCH_ON, {"code": code(secret)}).url == reverse("mfa_view_recovery_codes")
    assert set(Authenticator.objects.filter(user=person).values_list("type", flat=True)) == {"totp", "recovery_codes"}


@pytest.mark.django_db(transaction=True)
def test_switching_it_on_is_told_by_mail(client_of):
    person = teacher()
    client = client_of(person)
    client.post(client.get(SWITCH_ON).url, {"password": PASSWORD})
    client.post(SWITCH_ON, {"code": code(client.get(SWITCH_ON).context["form"].secret)})
    subjects = set(OutgoingMail.objects.values_list("subject", flat=True))
    assert "Inloggen gaat nu in twee stappen" in subjects


def test_the_database_holds_no_secret_in_plain_text(person, secret):
    stored = Authenticator.objects.get().data["secret"]
    assert secret not in stored
    assert SecondStepAdapter().decrypt(stored) == secret


def test_a_new_secret_key_still_reads_what_the_old_one_wrote(client, person, secret, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nieuw" * 10, [settings.SECRET_KEY]
    first_step(client, person)
    assert client.post(STEP, {"code": code(secret)}).status_code == 302


def test_without_the_old_key_no_code_fits_and_nothing_breaks(client, person, secret, settings):
    settings.SECRET_KEY = "nieuw" * 10
    first_step(client, person)
    assert client.post(STEP, {"code": code(secret)}).status_code == 200
    empty = format_hotp_value(hotp_value("", int(time.time()) // 30))
    assert client.post(STEP, {"code": empty}).status_code == 200


def test_the_page_offers_it_and_does_not_force_it(client_of):
    client = client_of(teacher())
    assert reverse("people:security") in client.get("/mijn/profiel/").content.decode()
    assert client.get(reverse("people:security")).status_code == 200

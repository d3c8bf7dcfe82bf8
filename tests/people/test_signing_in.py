"""Signing in and out by e-mail address and password."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory, teacher

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def sign_in(client, email, password=PASSWORD, **data):
    return client.post(LOGIN, {"login": email, "password": password, **data})


def test_the_right_password_opens_the_first_page(client):
    person = teacher()
    response = sign_in(client, person.email)
    assert (response.status_code, response.url) == (302, reverse("dashboard:landing"))
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_address_may_be_written_in_capitals_and_with_spaces(client):
    person = teacher()
    assert sign_in(client, f" {person.email.upper()} ").url == reverse("dashboard:landing")


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client):
    person = teacher()
    asked = client.get("/mijn/profiel/")
    assert asked.url == "/account/login/?next=/mijn/profiel/"
    page = client.get(asked.url)
    assert '<input type="hidden" name="next" value="/mijn/profiel/">' in page.content.decode()
    assert sign_in(client, person.email, next="/mijn/profiel/").url == "/mijn/profiel/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elders.example/",
        "//elders.example/",
        "/\\elders.example",
        "javascript:alert(1)",
        "http://localhost/",
        "http://portaal.example.elders.example/",
    ],
)
def test_signing_in_never_leads_off_the_portal(client, elsewhere):
    assert sign_in(client, teacher().email, next=elsewhere).url == reverse("dashboard:landing")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    person = teacher()
    wrong = sign_in(client, person.email, "Dit is het niet 123")
    unknown = sign_in(client, "niemand@proef.example", "Dit is het niet 123")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.context["form"].non_field_errors() == [
        "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei."
    ]


class CountingHasher(MD5PasswordHasher):
    algorithm = "counting"
    calls = 0

    def encode(self, password, salt):
        CountingHasher.calls += 1
        return super().encode(password, salt)


def test_every_failed_attempt_costs_one_hash_so_its_time_tells_nothing(client, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    closed, without_password = teacher(is_active=False), UserFactory(password=None)
    hashes = []
    for email in (teacher().email, "niemand@proef.example", closed.email, without_password.email):
        CountingHasher.calls = 0
        sign_in(client, email, "Dit is het niet 123")
        hashes.append(CountingHasher.calls)
    assert hashes == [1, 1, 1, 1]


def test_an_account_that_was_closed_cannot_sign_in(client):
    person = teacher(is_active=False)
    assert sign_in(client, person.email).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_closing_an_account_ends_its_sessions_at_once(client_of):
    person = teacher()
    client = client_of(person)
    assert client.get("/mijn/profiel/").status_code == 200
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/mijn/profiel/").url == "/account/login/?next=/mijn/profiel/"


def test_signing_out_takes_a_button_and_ends_the_session(client_of):
    client = client_of(teacher())
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/mijn/profiel/").status_code == 200
    assert client.post("/account/logout/").url == "/"
    assert client.get("/mijn/profiel/").status_code == 302


def test_nobody_signs_up_by_oneself(client):
    page = client.get("/account/signup/")
    assert "uitnodiging" in page.content.decode()
    client.post("/account/signup/", {"email": "nieuw@proef.example", "password1": PASSWORD})
    assert not UserFactory._meta.model.objects.filter(email="nieuw@proef.example").exists()


def test_five_wrong_passwords_close_an_account_for_a_while_and_no_other_one(client):
    person, colleague = teacher(), teacher()
    for _ in range(5):
        sign_in(client, person.email, "Dit is het niet 123")
    response = sign_in(client, person.email)
    assert "Wacht vijf minuten" in response.context["form"].non_field_errors()[0]
    assert sign_in(client, colleague.email).status_code == 302


def test_attempts_are_counted_over_all_names_of_the_portal(client):
    person = teacher()
    for host in ["localhost", "127.0.0.1", "portaal.example", "localhost", "testserver"]:
        client.post(LOGIN, {"login": person.email, "password": "Dit is het niet 123"}, headers={"host": host})
    assert sign_in(client, person.email).status_code == 200


def test_attempts_on_other_accounts_do_not_wash_out_those_on_one(client):
    person = teacher()
    for _ in range(5):
        sign_in(client, person.email, "Dit is het niet 123")
    for number in range(400):
        cache.set(f"other-{number}", 1, 300)
    assert sign_in(client, person.email).status_code == 200


def test_a_whole_school_behind_one_address_can_sign_in(client_of):
    for person in [teacher() for _ in range(40)]:
        assert sign_in(client_of(), person.email).status_code == 302

"""One page about logging in: where one is logged in, and the second step that some must have."""

import datetime
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people.actions import take_away_second_step
from network.people.devices import device_of
from network.people.models import SecondStep, Session, User
from tests.factories import PASSWORD, UserFactory, administrator, project_lead, teacher

PAGE, END = "/mijn/veiligheid/", "/mijn/veiligheid/sessies/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
REAL = "echt@school.test"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def sign_in(client, person, **headers):
    client.post("/account/login/", {"login": person.email, "password": PASSWORD}, headers=headers)
    return client


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


# Sessions


def test_a_session_is_known_by_its_device_and_by_nothing_more(client):
    person = teacher()
    sign_in(client, person, user_agent=FIREFOX)
    session = Session.objects.of(person).get()
    assert (session.device, session.seen_on) == ("Firefox, Windows", timezone.localdate())
    page = client.get(PAGE).content.decode()
    assert "Firefox, Windows" in page
    assert session.session_key not in page


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_told_in_two_words(agent, name):
    assert device_of(agent) == name


def end(client, **which):
    """End sessions, after giving the password once more."""
    asked = client.post(END, which)
    assert asked.url.startswith("/account/reauthenticate/")
    return client.post(asked.url, {"password": PASSWORD})


def test_one_session_is_ended_and_the_others_stay(client_of):
    person = teacher()
    here, there, third = client_of(person), client_of(person), client_of(person)
    rows = here.get(PAGE).context["sessions"]
    from network.people.actions.signing_in import handle_of

    assert {row["handle"] for row in rows} == {handle_of(one.session.session_key) for one in (here, there, third)}
    end(here, session=handle_of(there.session.session_key))
    assert [one.get(PAGE).status_code for one in (here, there, third)] == [200, 302, 200]


def test_all_other_sessions_are_ended_and_nobody_elses(client_of):
    person = teacher()
    here, there, stranger = client_of(person), client_of(person), client_of(teacher())
    end(here)
    assert [one.get(PAGE).status_code for one in (here, there, stranger)] == [200, 302, 200]


def test_the_session_of_somebody_else_cannot_be_ended(client_of):
    from network.people.actions.signing_in import handle_of

    here, stranger = client_of(teacher()), client_of(teacher())
    end(here, session=handle_of(stranger.session.session_key))
    assert stranger.get(PAGE).status_code == 200


def test_that_a_session_was_used_costs_one_write_a_day(client_of):
    client = client_of(teacher())
    client.get(PAGE)
    assert not any(sql.startswith("UPDATE") for sql in queries(client, PAGE))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert sum(sql.startswith("UPDATE") for sql in queries(client, PAGE)) == 1
        assert not any(sql.startswith("UPDATE") for sql in queries(client, PAGE))


def test_many_sessions_cost_no_more_queries(client_of, same_queries):
    person = teacher()
    client = client_of(person)
    same_queries(lambda: client.get(PAGE), lambda: client_of(person))


# The second step that some must have


@pytest.mark.parametrize("make", [project_lead, administrator])
def test_who_holds_an_office_first_sets_up_a_second_step(client_of, make):
    client = client_of(make(email=REAL))
    for path in ("/mijn/profiel/", "/agenda/", "/beheer/", "/"):
        assert client.get(path).url == PAGE
    assert client.get(PAGE).context["must_set_up"] is True
    assert client.post("/account/logout/").url == "/"


@pytest.mark.parametrize("name", ["set_language", "accessibility", "privacy", "network_colours", "account_logout"])
def test_help_language_and_the_way_out_stay_open(client_of, name):
    answer = client_of(project_lead(email=REAL)).get(reverse(name))
    assert answer.status_code in {200, 405}


def test_setting_one_up_opens_everything(client_of):
    person = project_lead(email=REAL)
    client = client_of(person)
    start = reverse("mfa_activate_totp")
    client.post(client.get(start).url, {"password": PASSWORD})
    secret = client.get(start).context["form"].secret
    client.post(start, {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))})
    assert client.get("/mijn/profiel/").status_code == 200


def test_a_passkey_is_a_second_step_and_recovery_codes_are_not(client_of):
    person = project_lead(email=REAL)
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client_of(person).get("/mijn/profiel/").status_code == 302
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}})
    assert client_of(person).get("/mijn/profiel/").status_code == 200


def test_it_is_looked_up_once_per_session_and_for_nobody_else(client_of):
    person = project_lead(email=REAL)
    TOTP.activate(person, generate_totp_secret())
    lead, other = client_of(person), client_of(teacher())
    lead.get("/mijn/profiel/")
    for client in (lead, other):
        client.get("/mijn/profiel/")
        assert not any("mfa_authenticator" in sql for sql in queries(client, "/mijn/profiel/"))


def test_only_invented_people_of_the_example_network_do_without(client_of, settings):
    invented = project_lead(email="projectleider@voorbeeld.example")
    assert client_of(invented).get("/mijn/profiel/").status_code == 200
    settings.EXAMPLE_NETWORK = False
    assert client_of(invented).get("/mijn/profiel/").status_code == 302


def test_teachers_are_not_forced(client_of):
    assert client_of(teacher(email=REAL)).get("/mijn/profiel/").status_code == 200


def test_whose_second_step_is_taken_away_is_logged_out_everywhere(client_of, now):
    person = project_lead(email=REAL)
    TOTP.activate(person, generate_totp_secret())
    client = client_of(person)
    client.get("/mijn/profiel/")
    take_away_second_step(person=person, now=now)
    assert "/account/login/" in client.get("/mijn/profiel/").url


def test_with_the_last_second_step_go_the_other_sessions(client_of):
    """Each of them was marked as one of somebody with a second step."""
    person = project_lead(email=REAL)
    app = TOTP.activate(person, generate_totp_secret()).instance
    here, there, stranger = client_of(person), client_of(person), client_of(teacher())
    for client in (here, there):
        assert client.get("/mijn/profiel/").status_code == 200
    secret_page = reverse("mfa_deactivate_totp")
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    here.post(secret_page)
    assert not Authenticator.objects.filter(pk=app.pk).exists()
    assert "/account/login/" in there.get("/mijn/profiel/").url
    assert here.get("/mijn/profiel/").url == PAGE
    assert stranger.get("/mijn/profiel/").status_code == 200


def test_while_another_second_step_is_left_the_other_sessions_stay(client_of):
    person = project_lead(email=REAL)
    TOTP.activate(person, generate_totp_secret())
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}})
    here, there = client_of(person), client_of(person)
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    here.post(reverse("mfa_deactivate_totp"))
    assert [one.get("/mijn/profiel/").status_code for one in (here, there)] == [200, 200]


def test_a_second_step_is_in_the_trail_without_its_secret(client_of):
    person, secret = teacher(), generate_totp_secret()
    TOTP.activate(person, secret)
    row = Authenticator.objects.get(user=person)
    row.record_usage()
    row.delete()
    rows = SecondStep.events.rel.related_model.objects.order_by("pgh_id")
    assert list(rows.values_list("pgh_label", "type", "user")) == [
        (label, "totp", person.pk) for label in ("insert", "delete")
    ]
    assert {field.name for field in rows.model._meta.fields if not field.name.startswith("pgh_")} == {
        "id",
        "type",
        "user",
    }


# Showing once more who one is


def test_without_password_or_second_step_a_code_by_mail_shows_who_it_is(client_of):
    person = UserFactory(password=None)
    client = client_of(person)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith("/mijn/veiligheid/ben-jij-het/?next=")
    client.post(asked.url, {"send": "1"})
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.is_secret) == (person.email, True)
    code = client.session["prove_by_code"]["code"]
    assert client.post(asked.url, {"code": "0000-0000"}).status_code == 200
    client.post(asked.url, {"code": code})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_three_wrong_codes_show_nothing(client_of):
    client = client_of(UserFactory(password=None))
    path = "/mijn/veiligheid/ben-jij-het/"
    client.post(path, {"send": "1"})
    code = client.session["prove_by_code"]["code"]
    for _ in range(3):
        client.post(path, {"code": "0000-0000"})
    client.post(path, {"code": code})
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_a_code_that_shows_it_is_worth_nothing_after_ten_minutes(client_of):
    client = client_of(UserFactory(password=None))
    path = "/mijn/veiligheid/ben-jij-het/"
    client.post(path, {"send": "1"})
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10, seconds=1)):
        client.post(path, {"code": client.session["prove_by_code"]["code"]})
        assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_the_statement_comes_first_and_the_second_step_after_it(client_of, settings):
    """Two walls before every page: they may never send somebody from the one to the other and back."""
    settings.EXAMPLE_NETWORK = False
    person = project_lead(has_to_accept=True)
    client = client_of(person)
    first = client.get("/dashboard/", follow=True)
    assert (first.status_code, first.request["PATH_INFO"]) == (200, reverse("privacy:statement_accept"))
    User.objects.filter(pk=person.pk).update(has_to_accept=False)
    assert client.get("/dashboard/", follow=True).request["PATH_INFO"] == reverse("people:security")

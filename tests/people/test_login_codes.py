"""Logging in with a code by mail."""

import datetime
import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from network.base.models import OutgoingMail
from network.people import tasks
from network.people.models import User
from tests.factories import PASSWORD, teacher

ASK, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"
NOBODY = "niemand@proef.example"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def waiting():
    return [SignedPackage.loads(row.payload) for row in OrmQ.objects.order_by("pk")]


def ask(client, email, **data):
    return client.post(ASK, {"email": email, **data})


def code_for(client, email, **data):
    """Ask for a code and let the queue do its work. Returns the code."""
    ask(client, email, **data)
    task = waiting()[-1]
    tasks.send_login_code(*task["args"])
    return task["args"][1]


def give(client, code, **data):
    return client.post(CONFIRM, {"code": code, **data})


def is_inside(client):
    return "_auth_user_id" in client.session


def test_the_code_comes_through_the_outbox_and_opens_the_first_page(client):
    person = teacher()
    code = code_for(client, person.email.upper())
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.is_secret) == (person.email, True)
    assert code in mail.text
    assert re.fullmatch(r"\d{4}-\d{4}", code)
    assert give(client, code.replace("-", " ")).url == reverse("dashboard:landing")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_known_unknown_and_closed_addresses_get_the_same_answer_for_the_same_work(client_of):
    seen = []
    for email in (teacher().email, NOBODY, teacher(is_active=False).email):
        client = client_of()
        with CaptureQueriesContext(connection) as asking:
            asked = ask(client, email)
        with CaptureQueriesContext(connection) as confirming:
            page = client.get(CONFIRM)
            wrong = give(client, "0000-0000")
        text = [re.sub(r'value="[^"]+"', "", one.content.decode()).replace(email, "") for one in (page, wrong)]
        seen.append((asked.url, len(asking), len(confirming), page.status_code, wrong.status_code, text))
    assert seen[0] == seen[1] == seen[2]
    assert [task["func"] for task in waiting()] == ["network.people.tasks.send_login_code"] * 3


@pytest.mark.parametrize("make", [lambda: NOBODY, lambda: teacher(is_active=False).email], ids=["unknown", "closed"])
def test_nobody_else_gets_a_code_or_gets_in_by_guessing_one(client, make):
    code = code_for(client, make())
    assert not OutgoingMail.objects.exists()
    assert give(client, code).status_code == 200
    assert not is_inside(client)


def test_three_wrong_codes_and_it_is_worth_nothing(client):
    code = code_for(client, teacher().email)
    for status in (200, 200, 302):
        assert give(client, "0000-0000").status_code == status
    give(client, code)
    assert not is_inside(client)


@pytest.mark.parametrize("make", [lambda: teacher().email, lambda: NOBODY])
def test_three_codes_in_ten_minutes_is_the_most_for_one_address_from_one_place(client_of, make):
    """Whether there is an account or not."""
    email = make()
    assert [ask(client_of(), email).status_code for _ in range(4)] == [302, 302, 302, 200]
    assert ask(client_of(), teacher().email).status_code == 302


def test_a_stranger_elsewhere_does_not_use_up_the_codes_of_the_owner(client_of, settings):
    person = teacher()
    for _ in range(9):
        client_of().post(ASK, {"email": person.email}, REMOTE_ADDR="203.0.113.9")
    owner = client_of()
    give(owner, code_for(owner, person.email))
    assert is_inside(owner)


@pytest.mark.parametrize("make", [lambda: teacher().email, lambda: NOBODY])
def test_from_many_places_together_twenty_codes_an_hour_is_the_most(client_of, make):
    """So a mailbox is not filled, and guessing stays hopeless. The answer is the same without an account."""
    email = make()
    answers = [
        client_of().post(ASK, {"email": email}, REMOTE_ADDR=f"203.0.113.{place}").status_code for place in range(22)
    ]
    assert answers == [302] * 20 + [200] * 2
    assert len(waiting()) == 20


def test_password_and_link_for_a_new_one_remain_when_all_codes_are_used_up(client_of):
    person = teacher()
    for place in range(22):
        client_of().post(ASK, {"email": person.email}, REMOTE_ADDR=f"203.0.113.{place}")
    browser = client_of()
    browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert is_inside(browser)
    before = len(waiting())
    client_of().post("/account/password/reset/", {"email": person.email})
    assert len(waiting()) == before + 1


def test_a_stranger_does_not_keep_the_owner_from_showing_who_it_is(client_of):
    """The code for whoever is inside and has no password is counted for that person alone."""
    person = teacher()
    User.objects.filter(pk=person.pk).update(password="!")
    browser = client_of(User.objects.get(pk=person.pk))
    for _ in range(4):
        ask(client_of(), person.email)
    for _ in range(4):
        browser.post("/mijn/veiligheid/ben-jij-het/", {"send": "1"})
    assert OutgoingMail.objects.filter(to_address=person.email).count() == 3


def test_a_code_is_too_old_after_ten_minutes(client):
    code = code_for(client, teacher().email)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10, seconds=1)):
        assert give(client, code).url == ASK
    assert not is_inside(client)


def test_a_code_works_once_and_in_the_browser_that_asked(client_of):
    mine, other = client_of(), client_of()
    code = code_for(mine, teacher().email)
    give(other, code)
    assert not is_inside(other)
    give(mine, code)
    mine.post("/account/logout/")
    give(mine, code)
    assert not is_inside(mine)


def test_a_code_by_mail_does_not_replace_the_second_step(client):
    person = teacher()
    TOTP.activate(person, generate_totp_secret())
    assert give(client, code_for(client, person.email)).url == "/account/tweestaps/authenticate/"
    assert not is_inside(client)


def test_the_key_of_the_session_changes(client):
    code = code_for(client, teacher().email)
    before = client.session.session_key
    give(client, code)
    assert client.session.session_key != before


def test_next_stays_on_the_portal(client):
    assert give(client, code_for(client, teacher().email), next="https://elders.example/").url == reverse(
        "dashboard:landing"
    )
    client.post("/account/logout/")
    assert give(client, code_for(client, teacher().email), next="/mijn/profiel/").url == "/mijn/profiel/"

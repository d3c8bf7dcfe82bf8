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
from tests.factories import teacher

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


def test_three_codes_in_ten_minutes_is_the_most_for_one_address(client_of):
    person = teacher()
    assert [ask(client_of(), person.email).status_code for _ in range(4)] == [302, 302, 302, 200]
    assert ask(client_of(), teacher().email).status_code == 302


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

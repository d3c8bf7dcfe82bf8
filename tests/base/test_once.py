"""A form that is sent twice happens once."""

import threading

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse

from network.activities.models import ActionItem
from network.base import once, tasks
from network.base.models import SentForm
from tests import factories

PROMISE = {"title": "Zaal vastleggen", "due_on": factories.day(5).isoformat()}


def send(client, token="a" * 64, **changed):
    form = {**PROMISE, **changed, "csrfmiddlewaretoken": token}
    return client.post(reverse("activities:action_item_add"), form)


@pytest.fixture
def lead(db):
    return factories.school_leader()


@pytest.fixture
def client(lead, client_of):
    PROMISE["owner"] = lead.pk
    return client_of(lead)


def test_the_same_form_sent_twice_makes_one_row_and_leads_to_the_same_page(client):
    answers = [send(client) for _ in range(2)]
    assert ActionItem.objects.count() == 1
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url == SentForm.objects.get().location


def test_another_page_another_text_and_another_person_each_count(client, client_of):
    send(client)
    send(client, token="b" * 64)
    send(client, title="Soep bestellen")
    send(client_of(factories.school_leader()))
    assert ActionItem.objects.count() == SentForm.objects.count() == 4


def test_a_form_with_errors_can_be_sent_again(client):
    assert send(client, title="").status_code == 200
    assert send(client, title="").status_code == 200
    assert not SentForm.objects.exists()


def test_what_is_sent_without_a_page_has_no_key(client):
    for _ in range(2):
        send(client, token="")
    assert (ActionItem.objects.count(), SentForm.objects.count()) == (2, 0)


def test_a_failure_leaves_nothing_behind(client, monkeypatch):
    monkeypatch.setattr(once, "HttpResponseRedirect", None)  # the view has done its work by then
    with pytest.raises(TypeError):
        send(client)
    assert not ActionItem.objects.exists()
    assert not SentForm.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_row(client):
    session, start, answers = client.cookies["sessionid"].value, threading.Barrier(4), []

    def press():
        browser = Client()
        browser.cookies["sessionid"] = session
        start.wait()
        try:
            answers.append(send(browser).url)
        finally:
            connections.close_all()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert (ActionItem.objects.count(), len(answers), len(set(answers))) == (1, 4, 1)


def test_keys_are_forgotten_after_two_days(client):
    with time_machine.travel(factories.moment(-3), tick=False):
        SentForm.objects.create(key="x", location="/", sent_at=factories.moment(-3))
    send(client)
    assert tasks.forget_sent_forms() == 1
    assert SentForm.objects.exclude(key="x").count() == 1

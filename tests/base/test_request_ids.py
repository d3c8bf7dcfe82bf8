"""Every request has a number, by which its answer, its log lines and its changes are found."""

import logging
from urllib.parse import urlsplit

import pghistory.models
import pytest
from django.test import Client

from network.base import request_ids
from network.people.models import User
from network.people.wishes import Wish, stop_link
from tests.factories import profile_fields, teacher


def test_every_answer_has_a_number_of_its_own(client, db):
    numbers = [client.get(path)["X-Request-ID"] for path in ["/privacy/", "/privacy/", "/bestaat-niet/"]]
    assert len(set(numbers)) == 3
    assert all(len(number) == 12 for number in numbers)


def test_a_number_that_the_browser_sends_is_not_believed(client, db):
    assert client.get("/privacy/", headers={"X-Request-ID": "zelf bedacht"})["X-Request-ID"] != "zelf bedacht"


def test_the_number_is_forgotten_after_the_request(client, db):
    client.get("/privacy/")
    assert request_ids.current.get() == "-"


def test_a_fault_shows_the_number_under_which_it_is_logged(client_of, monkeypatch, caplog):
    client = client_of(teacher())
    client.raise_request_exception = False
    caplog.handler.addFilter(request_ids.WithRequestId())
    monkeypatch.setattr("network.people.views.timezone", None)
    with caplog.at_level(logging.ERROR):
        response = client.get("/mijn/profiel/")
    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()
    assert {record.request_id for record in caplog.records} == {response["X-Request-ID"]}
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_change_is_in_the_trail_with_who_where_and_in_which_request(client_of, language):
    person = teacher(given_name="Noor", family_name="van Dam")
    fields = profile_fields(family_name="Dam", language=language)
    response = client_of(person).post("/mijn/profiel/wijzigen/", fields)
    event = User._meta.get_field("events").related_model.objects.get(pgh_label="update")
    assert (event.pgh_obj, event.family_name) == (person, "Dam")
    assert event.pgh_context.metadata == {
        "user": person.pk,
        "url": "/mijn/profiel/wijzigen/",
        "method": "POST",
        "request": response["X-Request-ID"],
    }


# Secrets of links


@pytest.mark.parametrize(
    "path",
    [
        "/uitnodiging/geheim-van-noor/",
        "/meedoen/bevestigen/geheim-van-noor/",
        "/begin/geheim-van-noor/",
        "/mail/stoppen/geheim-van-noor/",
    ],
)
def test_a_line_that_is_logged_holds_no_secret_of_a_link(client, db, caplog, path):
    caplog.handler.addFilter(request_ids.WithoutSecrets())
    assert client.get(path, follow=True).status_code in {200, 404}
    client.put(path)
    assert caplog.records
    assert "geheim" not in caplog.text


def test_the_log_of_the_portal_has_that_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["request", "secrets"]
    assert settings.LOGGING["filters"]["secrets"]["()"] == "network.base.request_ids.WithoutSecrets"


def test_the_trail_holds_no_secret_of_a_link(client, db):
    person = teacher()
    path = urlsplit(stop_link(person, Wish.REMINDERS)).path
    client.post(path)
    event = User._meta.get_field("events").related_model.objects.get(pgh_label="update")
    assert event.pgh_context.metadata["url"] == f"{path.rsplit('/', 2)[0]}/-/"


def test_the_trail_holds_no_password_and_no_time_of_signing_in(db):
    fields = {field.name for field in User._meta.get_field("events").related_model._meta.get_fields()}
    assert "email" in fields
    assert not fields & {"password", "last_login"}


def test_a_visitor_who_changes_nothing_leaves_no_trail(db):
    Client().get("/privacy/")
    assert not pghistory.models.Context.objects.exists()

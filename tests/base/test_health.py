"""/health/ says which part is broken, with 503."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from network.base.models import OutgoingMail
from tests.factories import OutgoingMailFactory

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def scheduled(db):
    call_command("schedule_tasks")


def report(client):
    response = client.get("/health/")
    return response.status_code, {part: state for part, state in response.json().items() if part != "audit trail"}


def test_all_is_well(client, scheduled):
    assert report(client) == (200, {"database": "ok", "queue": "ok", "mail": "ok"})


def test_a_browser_gets_a_page_with_the_same_answer(client, db):
    page = client.get("/health/", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "manage.py schedule_tasks" in page.content.decode()


def test_it_says_how_the_trail_is_guarded(client, scheduled):
    assert client.get("/health/").json()["audit trail"] == "guarded by triggers only: set DATABASE_OWNER_URL"


def test_the_answer_is_not_kept_and_needs_no_account(client, scheduled):
    assert "no-store" in client.get("/health/")["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer(client):
    settings_of_database = connections["default"].settings_dict
    port = settings_of_database["PORT"]
    connections["default"].close()
    settings_of_database["PORT"] = 1
    try:
        status, parts = report(client)
    finally:
        settings_of_database["PORT"] = port
        connections["default"].close()
    assert (status, parts["database"]) == (503, "does not answer")


def test_a_queue_without_a_schedule(client, db):
    status, parts = report(client)
    assert (status, parts["queue"]) == (503, "has no schedule: run manage.py schedule_tasks")


def test_a_queue_that_no_cluster_looks_after(client, scheduled):
    with time_machine.travel(timezone.now() + HOUR):
        status, parts = report(client)
    assert status == 503
    assert parts["queue"].startswith("stands still since ")


def test_workers_that_take_no_tasks(client, scheduled):
    OrmQ.objects.create(key="portal", payload="", lock=timezone.now() - HOUR)
    assert report(client) == (503, {"database": "ok", "queue": "1 tasks are not taken up", "mail": "ok"})


def test_mail_that_is_due_and_not_tried(client, scheduled):
    OutgoingMailFactory(queued_at=timezone.now() - HOUR)
    assert report(client) == (503, {"database": "ok", "queue": "ok", "mail": "1 due for more than 30 minutes"})


def test_mail_of_which_nothing_goes_out(client, scheduled):
    soon = timezone.now() + HOUR
    failing = {"queued_at": timezone.now() - HOUR, "try_again_at": soon, "attempts": 3, "last_error": "OSError: stil"}
    OutgoingMailFactory(**failing)
    assert report(client)[1]["mail"] == "nothing goes out: OSError: stil"
    OutgoingMailFactory(sent_at=timezone.now())
    assert report(client)[0] == 200


def test_mail_that_was_given_up_is_for_the_dashboard(client, scheduled):
    OutgoingMailFactory(given_up=True)
    assert OutgoingMail.objects.given_up().count() == 1
    assert report(client)[0] == 200


@pytest.mark.parametrize(
    ("path", "at_most"),
    [
        ("network.base.tasks.deliver_waiting_mail", 1),
        ("network.people.tasks.work_through_waiting_lists", 1),
        ("network.privacy.tasks.forget_expired", 24 * 60),
        ("network.privacy.tasks.forget_who_asked", 60),
        ("network.privacy.tasks.watch_breaches", 60),
        ("network.membership.tasks.carry_out_hand_overs", 60),
    ],
)
def test_what_is_promised_at_a_moment_is_done_by_the_queue_in_time(settings, path, at_most):
    assert dict(settings.PERIODIC_TASKS.values())[path] <= at_most


def test_tasks_that_left_the_settings_leave_the_schedule(scheduled, settings):
    settings.PERIODIC_TASKS = {"one": ("network.base.tasks.deliver_waiting_mail", 5)}
    call_command("schedule_tasks")
    assert list(Schedule.objects.values_list("name", "minutes")) == [("one", 5)]


def test_a_start_after_a_long_stop_does_not_look_like_a_queue_that_stands_still(client, scheduled):
    Schedule.objects.update(next_run=timezone.now() - 24 * HOUR)
    call_command("schedule_tasks")
    assert report(client)[0] == 200


def test_a_restart_keeps_when_a_task_runs_next(scheduled):
    tomorrow = timezone.now() + 24 * HOUR
    Schedule.objects.update(next_run=tomorrow)
    call_command("schedule_tasks")
    assert set(Schedule.objects.values_list("next_run", flat=True)) == {tomorrow}

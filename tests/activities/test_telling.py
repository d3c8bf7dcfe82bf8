"""Reminders and what follows afterwards: who gets them, when, and never twice."""

import concurrent.futures
import datetime
import threading
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection

from network.activities import actions, emails, tasks
from network.activities.actions import telling
from network.activities.models import Notice, Registration
from network.base.models import OutgoingMail
from tests import factories as make

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
START = datetime.datetime(2027, 3, 30, 13, 30, tzinfo=datetime.UTC)


@pytest.fixture
def meeting():
    return make.ThemeMeetingFactory(title="Samen lezen", starts_at=START, ends_at=START + 2 * HOUR)


def comes(meeting, **fields):
    return make.RegistrationFactory(activity=meeting, **{"registered_at": START - 30 * DAY, **fields})


def run_at(moment, task=tasks.tell_before):
    with time_machine.travel(moment, tick=False):
        return task()


def subjects():
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def test_everyone_with_a_place_hears_a_week_and_a_day_before_once(meeting):
    mine = comes(meeting)
    assert run_at(START - 7 * DAY - HOUR) == 0
    assert [run_at(START - 7 * DAY), run_at(START - 7 * DAY), run_at(START - 6 * DAY)] == [1, 0, 0]
    assert [run_at(START - DAY), run_at(START - DAY + HOUR)] == [1, 0]
    assert subjects() == ["Over een week: Samen lezen, 30 maart 2027", "Bijna zover: Samen lezen, 30 maart 2027"]
    assert {mail.to_address for mail in OutgoingMail.objects.all()} == {mine.user.email}
    assert all(mail.calendar_method == "REQUEST" for mail in OutgoingMail.objects.all())


def test_the_day_before_tells_where_to_join_online_and_the_week_before_does_not(meeting):
    type(meeting).objects.filter(pk=meeting.pk).update(online_link="https://video.example/kamer")
    comes(meeting)
    run_at(START - 7 * DAY)
    run_at(START - DAY)
    week, day = OutgoingMail.objects.order_by("pk")
    assert "video.example" not in week.text + week.html + week.calendar
    assert "https://video.example/kamer" in day.text


@pytest.mark.parametrize(
    "fields",
    [
        {"waiting": True},
        {"cancelled": True},
        {"registered_at": START - 6 * DAY},  # has only just had the confirmation
        {"registered_at": START - 7 * DAY - HOUR},  # an hour ago when the reminder goes out
        {"promoted_at": START - 6 * DAY, "promoted_because": Registration.MovedUp.SEAT_FREED},
    ],
)
def test_who_needs_no_reminder_gets_none(meeting, fields):
    comes(meeting, **fields)
    assert run_at(START - 6 * DAY + HOUR) == 0
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("person", [{"wants_reminders": False}, {"is_active": False}])
def test_who_wants_none_or_is_gone_gets_none(meeting, person):
    comes(meeting, user=make.teacher(**person))
    assert run_at(START - 6 * DAY + HOUR) == 0
    assert not OutgoingMail.objects.exists()


def test_nothing_is_told_of_what_is_cancelled_or_about_to_begin(meeting):
    comes(meeting)
    assert run_at(START - HOUR) == 0
    make_cancelled(meeting)
    assert run_at(START - DAY) == 0


def make_cancelled(meeting):
    cancelled = {"state": "cancelled", "cancelled_at": START - 9 * DAY, "cancelled_by": meeting.created_by}
    type(meeting).objects.filter(pk=meeting.pk).update(**cancelled)


def test_a_mail_that_fails_leaves_no_note_so_it_goes_out_later(meeting, monkeypatch):
    comes(meeting)
    with monkeypatch.context() as broken:
        broken.setattr("network.activities.emails.queue_notice", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ExceptionGroup, match="Some were not told"):
            run_at(START - DAY)
    assert not Notice.objects.exists()
    assert run_at(START - DAY + HOUR) == 1


def test_mail_can_be_stopped_from_the_mail(meeting, client_of):
    mine = comes(meeting)
    run_at(START - DAY)
    stop = OutgoingMail.objects.get().stop_url
    client_of().post(urlsplit(stop).path)
    mine.user.refresh_from_db()
    assert not mine.user.wants_reminders


def test_afterwards_who_was_there_is_thanked_and_who_was_not_is_missed(meeting):
    there = comes(meeting, present=True)
    away = comes(meeting, was_present=False, presence_by=meeting.created_by, presence_at=START)
    comes(meeting)  # nobody noted it yet
    over = meeting.ends_at
    assert run_at(over + HOUR, tasks.tell_afterwards) == 0
    assert [run_at(over + 3 * HOUR, tasks.tell_afterwards), run_at(over + DAY, tasks.tell_afterwards)] == [2, 0]
    told = dict(OutgoingMail.objects.values_list("to_address", "subject"))
    assert told == {
        there.user.email: "Bedankt voor je komst: Samen lezen",
        away.user.email: "Wat je hebt gemist: Samen lezen",
    }


def test_mail_afterwards_leads_to_looking_back_and_no_longer_to_the_door(meeting):
    said = {"online_link": "https://video.example/kamer", "directions": "Achterom."}
    type(meeting).objects.filter(pk=meeting.pk).update(**said)
    comes(meeting, present=True)
    run_at(meeting.ends_at + DAY, tasks.tell_afterwards)
    mail = OutgoingMail.objects.get()
    for text in (mail.text, mail.html):
        assert "video.example" not in text
        assert "Achterom." not in text
        assert "online" not in text
        assert f"http://portaal.example{meeting.get_absolute_url()}" in text
        assert f"http://portaal.example{meeting.get_absolute_url()}terugkijken/" in text


def test_attendance_that_is_noted_late_is_still_told_for_two_weeks(meeting):
    row = comes(meeting)
    assert run_at(meeting.ends_at + 5 * DAY, tasks.tell_afterwards) == 0
    noted = {"was_present": True, "presence_by": meeting.created_by, "presence_at": START}
    Registration.objects.filter(pk=row.pk).update(**noted)
    assert run_at(meeting.ends_at + 15 * DAY, tasks.tell_afterwards) == 0
    assert run_at(meeting.ends_at + 6 * DAY, tasks.tell_afterwards) == 1


def test_nobody_is_thanked_for_a_meeting_of_the_steering_group():
    meeting = make.SteeringMeetingFactory(starts_at=START, ends_at=START + HOUR)
    comes(meeting, present=True)
    assert run_at(START + DAY, tasks.tell_afterwards) == 0


def test_jobs_are_scheduled(settings):
    planned = {path for path, _minutes in settings.PERIODIC_TASKS.values()}
    assert {"network.activities.tasks.tell_before", "network.activities.tasks.tell_afterwards"} <= planned


def test_one_that_fails_keeps_nobody_else_waiting(meeting, monkeypatch):
    first, second = comes(meeting), comes(meeting)
    queue = emails.queue_notice

    def fails_for_the_first(kind, registration, *, now):
        if registration.pk == first.pk:
            raise ZeroDivisionError
        return queue(kind, registration, now=now)

    with monkeypatch.context() as broken:
        broken.setattr("network.activities.emails.queue_notice", fails_for_the_first)
        with pytest.raises(ExceptionGroup):
            run_at(START - DAY)
    assert [mail.to_address for mail in OutgoingMail.objects.all()] == [second.user.email]
    assert run_at(START - DAY + HOUR) == 1


def test_cut_off_between_note_and_mail_leaves_neither(meeting, monkeypatch):
    """As when the machine stops: what was written is undone, and the next run begins anew."""
    comes(meeting)

    class Stopped(BaseException):
        pass

    def stops(*args, **kwargs):
        raise Stopped

    with monkeypatch.context() as broken:
        broken.setattr("network.base.mail.queue", stops)
        with pytest.raises(Stopped):
            run_at(START - DAY)
    assert not Notice.objects.exists()
    assert [run_at(START - DAY), run_at(START - DAY)] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_once():
    meeting = make.ThemeMeetingFactory(starts_at=START, ends_at=START + 2 * HOUR)
    for _ in range(6):
        comes(meeting)
    barrier = threading.Barrier(3)

    def run(_number):
        try:
            barrier.wait(timeout=30)
            return telling.tell_before(now=START - DAY)
        finally:
            connection.close()

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        mails = list(pool.map(run, range(3)))
    assert sum(mails) == 6
    assert OutgoingMail.objects.count() == Notice.objects.count() == 6
    assert len({mail.to_address for mail in OutgoingMail.objects.all()}) == 6


def moved(meeting, starts_at, *, now):
    new = {"starts_at": starts_at, "ends_at": starts_at + 2 * HOUR, "place": "", "online_link": ""}
    actions.move(activity=meeting, by=meeting.created_by, now=now, **new)


def test_what_moved_to_a_later_week_is_reminded_of_anew(meeting):
    comes(meeting)
    assert [run_at(START - 7 * DAY), run_at(START - DAY)] == [1, 1]
    moved(meeting, START + 30 * DAY, now=START - 12 * HOUR)
    assert run_at(START - 11 * HOUR) == 0
    assert [run_at(START + 23 * DAY), run_at(START + 29 * DAY), run_at(START + 29 * DAY)] == [1, 1, 0]


def test_mail_of_a_move_stands_for_the_reminder_whose_moment_passed(meeting):
    comes(meeting)
    moved(meeting, START - 10 * DAY, now=START - 11 * DAY + HOUR)
    assert run_at(START - 11 * DAY + 2 * HOUR) == 0
    assert [subject.partition(":")[0] for subject in subjects()] == ["Veranderd"]

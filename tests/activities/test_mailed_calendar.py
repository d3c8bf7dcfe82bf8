"""The calendar parts of the mails of a whole life, as two independent programs keep a calendar by them (RFC 5546)."""

import datetime

import pytest
import vobject
from icalendar import Calendar

from network.activities import actions, calendar, tasks
from network.base import mail
from network.base.models import OutgoingMail
from tests import factories as make
from tests.activities.test_telling import DAY, HOUR, START, run_at

pytestmark = pytest.mark.django_db


def by_icalendar(text):
    parsed = Calendar.from_ical(text)
    [event] = parsed.walk("VEVENT")
    return str(parsed["METHOD"]), {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "stamp": event["DTSTAMP"].dt,
        "starts_at": event["DTSTART"].dt.astimezone(datetime.UTC),
        "place": str(event.get("LOCATION", "")),
        "status": str(event["STATUS"]),
    }


def by_vobject(text):
    parsed = vobject.readOne(text)
    event = parsed.vevent
    return parsed.method.value, {
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "stamp": event.dtstamp.value,
        "starts_at": event.dtstart.value.astimezone(datetime.UTC),
        "place": event.location.value if hasattr(event, "location") else "",
        "status": event.status.value,
    }


READERS = pytest.mark.parametrize("read", [by_icalendar, by_vobject])


def kept(parts, read):
    """What stands in a calendar after these parts, in the order in which they were read: newest revision wins."""
    events = {}
    for text in parts:
        method, new = read(text)
        old = events.get(new["uid"])
        if old and (new["sequence"], new["stamp"]) < (old["sequence"], old["stamp"]):
            continue
        events[new["uid"]] = {**new, "is_there": method != "CANCEL"}
    return [event for event in events.values() if event["is_there"]]


def parts_to(user):
    """The calendar parts that somebody got, once the sender wrote what was still to be written."""
    parts = []
    for row in OutgoingMail.objects.filter(to_address=user.email).order_by("pk"):
        if mail.compose(row):
            row.save()
            parts.append(row.calendar)
    return parts


def new_moment(meeting, starts_at, place, *, now):
    new = {"starts_at": starts_at, "ends_at": starts_at + HOUR, "place": place, "online_link": ""}
    actions.move(activity=meeting, by=meeting.created_by, now=now, **new)


@pytest.fixture
def meeting():
    return make.ThemeMeetingFactory(starts_at=START, ends_at=START + HOUR, place="De Vlier", capacity=1)


@READERS
def test_place_waiting_list_promotion_move_and_reminder_are_one_event(meeting, read):
    first, second = make.teacher(), make.teacher()
    then = START - 30 * DAY
    mine = actions.register(activity=meeting, user=first, by=first, now=then)
    actions.register(activity=meeting, user=second, by=second, now=then + HOUR)
    [waiting] = kept(parts_to(second), read)
    assert (waiting["status"], waiting["starts_at"]) == ("TENTATIVE", START)
    actions.withdraw(registration=mine, by=first, now=then + 2 * HOUR)
    assert kept(parts_to(first), read) == []
    [promoted] = kept(parts_to(second), read)
    assert promoted["status"] == "CONFIRMED"
    new_moment(meeting, START + DAY, "De Es", now=then + 3 * HOUR)
    [moved] = kept(parts_to(second), read)
    assert (moved["starts_at"], moved["place"]) == (START + DAY, "De Es")
    assert moved["sequence"] > promoted["sequence"]
    assert run_at(START - 6 * DAY, tasks.tell_before) == 1
    [reminded] = kept(parts_to(second), read)
    assert (reminded["uid"], reminded["sequence"]) == (moved["uid"], moved["sequence"])


@READERS
def test_cancelling_takes_it_out_even_when_older_mail_is_read_after_it(meeting, read):
    person = make.teacher()
    actions.register(activity=meeting, user=person, by=person, now=START - 30 * DAY)
    assert len(parts_to(person)) == 1
    actions.cancel(activity=meeting, reason="Ziek", by=meeting.created_by, now=START - 20 * DAY)
    parts = parts_to(person)
    assert [read(part)[0] for part in parts] == ["REQUEST", "CANCEL"]
    assert kept(parts, read) == kept(reversed(parts), read) == []
    assert read(parts[1])[1]["sequence"] > read(parts[0])[1]["sequence"]
    assert read(parts[1])[1]["status"] == "CANCELLED"


def test_confirmation_that_is_written_after_the_cancellation_is_not_sent_any_more(meeting):
    person = make.teacher()
    actions.register(activity=meeting, user=person, by=person, now=START - 30 * DAY)
    actions.cancel(activity=meeting, reason="Ziek", by=meeting.created_by, now=START - 30 * DAY + HOUR)
    [part] = parts_to(person)
    assert by_icalendar(part)[0] == "CANCEL"


@READERS
def test_registering_again_puts_it_back(meeting, read):
    person, then = make.teacher(), START - 30 * DAY
    mine = actions.register(activity=meeting, user=person, by=person, now=then)
    actions.withdraw(registration=mine, by=person, now=then + HOUR)
    actions.register(activity=meeting, user=person, by=person, now=then + 2 * HOUR)
    [back] = kept(parts_to(person), read)
    assert back["status"] == "CONFIRMED"


@READERS
@pytest.mark.parametrize("day", [(2027, 3, 27), (2027, 3, 28), (2027, 10, 30), (2027, 10, 31)])
@pytest.mark.parametrize("hour", [0, 8, 22])
def test_moment_in_a_mail_is_right_around_the_change_of_the_clock(read, day, hour):
    starts_at = datetime.datetime(*day, hour, 30, tzinfo=datetime.UTC)
    activity = make.ActivityFactory(starts_at=starts_at, ends_at=starts_at + 3 * HOUR)
    mine = make.RegistrationFactory(activity=activity)
    assert read(calendar.request(mine, now=START))[1]["starts_at"] == starts_at


def test_after_the_meeting_mail_changes_no_calendar(meeting):
    make.RegistrationFactory(activity=meeting, registered_at=START - 30 * DAY, present=True)
    assert run_at(START + DAY, tasks.tell_afterwards) == 1
    assert OutgoingMail.objects.get().calendar == ""

"""Calendar texts: RFC 5545 and 5546, and the days on which the clock changes."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from icalendar import Calendar

from network.activities import calendar
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 5, 9, 30, tzinfo=datetime.UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(*parts):
    return datetime.datetime(*parts, tzinfo=AMSTERDAM)


def only_event(text):
    parsed = Calendar.from_ical(text)
    [event] = parsed.walk("VEVENT")
    return parsed, event


def test_request_has_what_mail_programs_need():
    mine = factories.RegistrationFactory(
        activity=factories.ActivityFactory(calendar_sequence=3, place="De Vlier, zaal 2")
    )
    parsed, event = only_event(calendar.request(mine, now=NOW))
    assert (parsed["METHOD"], parsed["VERSION"], bool(parsed["PRODID"])) == ("REQUEST", "2.0", True)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (str(mine.activity.calendar_uid), 3, "CONFIRMED")
    assert event["DTSTAMP"].dt == NOW
    assert event["LOCATION"] == "De Vlier, zaal 2"
    assert event["URL"] == f"http://portaal.example{mine.activity.get_absolute_url()}"
    assert event["ATTENDEE"] == f"mailto:{mine.user.email}"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ORGANIZER"].startswith("mailto:")


def test_waiting_is_tentative_in_the_language_of_the_reader():
    mine = factories.RegistrationFactory(waiting=True, activity=factories.ActivityFactory(title="Samen leren"))
    with translation.override("en"):
        _parsed, event = only_event(calendar.request(mine, now=NOW))
    assert (event["STATUS"], event["SUMMARY"]) == ("TENTATIVE", "Samen leren (waiting list)")


def test_cancel_takes_the_same_event_out():
    mine = factories.RegistrationFactory()
    _parsed, before = only_event(calendar.request(mine, now=NOW))
    parsed, event = only_event(calendar.cancel(mine.activity, mine.user, now=NOW))
    assert (parsed["METHOD"], event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", before["UID"])


def test_the_link_is_for_those_with_a_place_alone():
    activity = factories.ActivityFactory(online_link="https://video.example/kamer-7", place="")
    place = factories.RegistrationFactory(activity=activity)
    waits = factories.RegistrationFactory(activity=activity, waiting=True)
    assert "kamer-7" in calendar.request(place, now=NOW)
    assert "kamer-7" not in calendar.request(waits, now=NOW)
    assert "kamer-7" not in calendar.write([calendar.event(activity, now=NOW)], method="PUBLISH")


@pytest.mark.parametrize("day", [(2027, 3, 27), (2027, 3, 28), (2027, 3, 29), (2027, 10, 30), (2027, 10, 31)])
def test_hours_are_right_around_the_change_of_the_clock(day):
    starts_at, ends_at = local(*day, 15, 30), local(*day, 17)
    activity = factories.ActivityFactory(starts_at=starts_at, ends_at=ends_at)
    text = calendar.write([calendar.event(activity, now=NOW)], method="PUBLISH")
    _parsed, event = only_event(text)
    assert f"DTSTART;TZID=Europe/Amsterdam:{day[0]}{day[1]:02}{day[2]:02}T153000\r\n" in text
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (starts_at, ends_at)


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        (local(2027, 3, 28, 1, 59), 1),
        (local(2027, 3, 28, 3, 0), 2),
        (local(2027, 10, 31, 1, 59), 2),
        (local(2027, 10, 31, 3, 0), 1),
        (local(2031, 7, 1, 12, 0), 2),
    ],
)
def test_the_zone_written_along_changes_when_amsterdam_does(moment, offset):
    """A program that knows no Europe/Amsterdam reads the VTIMEZONE."""
    [zone] = Calendar.from_ical(calendar.write([], method="PUBLISH")).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Amsterdam"
    assert moment.replace(tzinfo=zone.to_tz(lookup_tzid=False)).utcoffset() == datetime.timedelta(hours=offset)


def test_lines_are_short_and_end_in_crlf():
    activity = factories.ActivityFactory(title="Één héél lange titel, " * 5, summary="Wij leren – samen – ✓ " * 20)
    text = calendar.write([calendar.event(activity, now=NOW)], method="PUBLISH")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert text.endswith("END:VCALENDAR\r\n")
    _parsed, event = only_event(text)
    assert event["SUMMARY"] == activity.title


def test_nothing_typed_can_add_a_line():
    activity = factories.ActivityFactory(place="Zaal 2\r\nATTENDEE:mailto:iemand@proef.example")
    text = calendar.write([calendar.event(activity, now=NOW)], method="PUBLISH")
    assert "\r\nATTENDEE" not in text

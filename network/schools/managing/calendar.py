"""School holidays out of a calendar file (RFC 5545)."""

import datetime
from typing import NamedTuple

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar

from network.base.mail import one_line
from network.base.refusal import Refusal
from network.schools.models import SchoolHoliday

MOST = 200
LONGEST = datetime.timedelta(days=120)


class NoCalendar(Refusal):
    sentence = _("This is not a calendar file, or it is damaged. Nothing was changed.")


class Found(NamedTuple):
    """Days in a file: a name, the first and the last day, and whether the portal has them already."""

    name: str
    starts_on: datetime.date
    ends_on: datetime.date
    is_known: bool


def holidays_in(content):
    """The periods in a calendar file (bytes), in order. Raises NoCalendar when it is none or has none."""
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
        found = {period for period in map(period_of, events[:MOST]) if period}
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError) as error:
        raise NoCalendar from error
    if not found:
        raise NoCalendar(_("There are no days in this file. Nothing was changed."))
    known = set(SchoolHoliday.objects.values_list("name", "starts_on", "ends_on"))
    return [Found(*period, period in known) for period in sorted(found, key=lambda period: (period[1], period[0]))]


def period_of(event):
    """Name, first and last day of an event; None of one that is no holiday by its length or has no name.

    The end of a calendar event is the first day after it (RFC 5545, 3.6.1).
    """
    name = one_line(str(event.get("SUMMARY", "")))[:80]
    first = as_day(event["DTSTART"].dt)
    end = event.get("DTEND")
    last = as_day(end.dt, is_end=True) if end else first
    if not name or last < first or last - first > LONGEST:
        return None
    return name, first, last


def as_day(value, *, is_end=False):
    if isinstance(value, datetime.datetime):
        value = localtime(value) if value.tzinfo else value
        return (value - datetime.timedelta(microseconds=1)).date() if is_end else value.date()
    return value - datetime.timedelta(days=1) if is_end else value

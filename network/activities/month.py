"""The agenda as a month: a table of weeks, from Monday to Sunday."""

import calendar
import dataclasses
import datetime
import re
from collections import defaultdict

from django.utils.timezone import localdate

from network.activities.entries import Entry
from network.schools.models import SchoolHoliday

NAMED = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")
MONDAY_FIRST = calendar.Calendar(calendar.MONDAY)


@dataclasses.dataclass(frozen=True)
class Day:
    """One cell. `holiday` is the school holiday in which it lies; it is named where it, or its week, begins."""

    date: datetime.date
    is_outside: bool
    is_today: bool
    activities: list[Entry]
    holiday: SchoolHoliday | None

    @property
    def names_holiday(self):
        begins = self.holiday and self.date in {self.holiday.starts_on, self.date.replace(day=1)}
        return bool(self.holiday) and not self.is_outside and (begins or self.date.weekday() == calendar.MONDAY)

    @property
    def is_first_of_holiday(self):
        """Where a phone, which shows no weeks, names it."""
        return self.names_holiday and self.date in {self.holiday.starts_on, self.date.replace(day=1)}


def first_day_of(text, *, on):
    """The first day of the month of an address such as ?maand=2026-11; of that of `on` for anything strange."""
    return datetime.date.fromisoformat(f"{text}-01") if NAMED.fullmatch(text) else on.replace(day=1)


def before(first):
    return (first - datetime.timedelta(days=1)).replace(day=1)


def after(first):
    return (first + datetime.timedelta(days=31)).replace(day=1)


def in_address(first):
    """2026-11"""
    return f"{first:%Y-%m}"


def weeks(first, activities, holidays, *, today):
    """The month that begins on `first` as lists of seven `Day`s; days of other months are empty."""
    of_day = defaultdict(list)
    for activity in activities:
        of_day[localdate(activity.starts_at)].append(activity)
    holidays = list(holidays)
    return [
        [_day(date, first, of_day, holidays, today) for date in week]
        for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    ]


def _day(date, first, of_day, holidays, today):
    is_outside = date.month != first.month
    return Day(
        date=date,
        is_outside=is_outside,
        is_today=date == today,
        activities=[] if is_outside else of_day[date],
        holiday=next((each for each in holidays if each.starts_on <= date <= each.ends_on), None),
    )

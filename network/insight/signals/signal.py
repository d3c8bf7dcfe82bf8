"""One signal, and the words that several sources need."""

import dataclasses
import datetime

from django.urls import reverse

from network.base import text


@dataclasses.dataclass(frozen=True, slots=True)
class Signal:
    """Something that asks for attention before `due_on`; without a date, whenever there is time.

    `line` gives its shape and colour; it is empty for the portal's own machinery.
    """

    line: str
    title: str
    detail: str
    action: str
    url: str
    due_on: datetime.date | None = None
    is_urgent: bool = False


def address(name, *args):
    return reverse(name, args=args)


def day(date):
    """Friday 27 November"""
    return text.weekday_and_date(date)


def ahead(date, facts, days):
    """Whether a date is to come within so many days."""
    return facts.today <= date <= facts.today + datetime.timedelta(days=days)


def listed(schools):
    return ", ".join(str(school) for school in schools)

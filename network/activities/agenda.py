"""The agenda as a list: filters, months, holidays between the activities.

It is the longest page of the portal and the one that is opened most, so a row that was shown before is not rendered
again.
"""

import dataclasses
import datetime
import functools
import itertools
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import get_language

from network.activities.entries import Entry
from network.activities.models import Activity
from network.base.pieces import piece
from network.base.prepared import prepared
from network.schools.models import SchoolHoliday, Sector

FILTERS = {"lijn": "kind", "thema": "theme", "sector": "sector", "school": "school"}
"""Names in the address, and what of an `Entry` they choose by."""


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of the list: the day it stands on, an activity or a holiday, and its HTML."""

    day: datetime.date
    shows: Entry | SchoolHoliday
    html: str


holiday_line = piece("activities/_agenda_holiday.html", keep=256)
filters = piece("activities/_agenda_filters.html", keep=256)


@functools.lru_cache(maxsize=4096)
def row_of(entry, is_past, language):
    """The row of an activity, kept like a piece; with a hundred of them even finding out the day counts."""
    html = render_to_string("activities/_agenda_line.html", {"row": entry, "is_past": is_past})
    return Row(localdate(entry.starts_at), entry, html)


def row_of_holiday(holiday):
    html = holiday_line(name=holiday.name, starts_on=holiday.starts_on, ends_on=holiday.ends_on)
    return Row(holiday.starts_on, holiday, html)


@dataclasses.dataclass(frozen=True)
class Month:
    first_day: datetime.date
    rows: list[Row]

    @property
    def html(self):
        rows = mark_safe("".join(row.html for row in self.rows))
        return format_html(
            '{}\n<div class="card"><ul class="events">{}</ul></div>\n', heading(self.first_day, get_language()), rows
        )


@functools.lru_cache(maxsize=256)
def heading(day, _language):
    return format_html('<h2 class="month-head">{}</h2>', date_format(day, "F Y"))


def chosen_filters(params):
    """The filters of an address that were filled in: a dict of name → value."""
    return {name: params[name] for name in FILTERS if params.get(name)}


def kept(chosen):
    """The filters as what follows in an address after `?maand=2026-11`: “&lijn=…”, or nothing."""
    return f"&{urlencode(chosen)}" if chosen else ""


def offered(entries, chosen, *, year=None, month=""):
    """The filters of a page, made from what there is on it; it keeps showing the `year` or `month` it shows."""
    found = tuple((name, options, chosen.get(name)) for name, options in choices(entries).items() if options)
    return filters(filters=found, year=year and year.first, month=month) if found else ""


def matching(entries, chosen):
    """Those of the entries that pass every filter."""
    wanted = [(FILTERS[name], value) for name, value in chosen.items()]
    return [entry for entry in entries if all(getattr(entry, column) == value for column, value in wanted)]


def choices(entries):
    """What each filter offers, made from what there is: a dict of name → pairs of value and label, sorted by label."""
    sectors = {(each.sector, each.sector_name, each.sector_in_english) for each in entries if each.sector}
    offered = {
        "lijn": {(kind, str(Activity.Kind(kind).label).capitalize()) for kind in {each.kind for each in entries}},
        "thema": {(each.theme, each.theme_name) for each in entries if each.theme},
        "sector": {(code, str(Sector(name=name, english_name=english))) for code, name, english in sectors},
        "school": {(each.school, each.school_name) for each in entries if each.school},
    }
    return {name: tuple(sorted(pairs, key=lambda pair: pair[1])) for name, pairs in offered.items()}


def months(entries, *, is_past=False):
    """Rows per month in order of day (for what is past, the latest first), the holidays among them.

    A holiday stands on its first day, before the activities of that day.
    """
    language = get_language()
    rows = [row_of_holiday(holiday) for holiday in holidays_among(entries)]
    rows += [row_of(entry, is_past, language) for entry in (reversed(entries) if is_past else entries)]
    rows.sort(key=lambda row: row.day)
    if is_past:
        rows.reverse()
    grouped = itertools.groupby(rows, key=lambda row: row.day.replace(day=1))
    return [Month(first_day, list(of_month)) for first_day, of_month in grouped]


@prepared
def _holidays(*, first, last):
    return SchoolHoliday.objects.between(first, last)


def holidays_among(entries):
    """The holidays between the first and the last of these entries (in order of time), a month around them included."""
    if not entries:
        return []
    first, last = sorted([localdate(entries[0].starts_at), localdate(entries[-1].starts_at)])
    return _holidays(first=first.replace(day=1), last=last + datetime.timedelta(days=31))

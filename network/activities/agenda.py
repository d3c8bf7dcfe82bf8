"""The agenda as a list: filters, months, holidays between the activities."""

import dataclasses
import datetime
import functools
import itertools
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import get_language

from network.activities.models import Activity
from network.activities.seats import free_in_each
from network.schools.models import SchoolHoliday

FILTERS = {
    "lijn": "kind",
    "thema": "theme__slug",
    "sector": "host_school__sector__code",
    "school": "host_school__slug",
}


SHOWN = ("kind", "slug", "title", "state", "starts_at", "ends_at")


class Line(NamedTuple):
    """All that one line on the agenda shows, so that equal lines are rendered once (see `html_of`)."""

    kind: str
    slug: str
    title: str
    state: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    where: str
    my_state: str | None
    places_left: int | None
    is_past: bool

    @property
    def url(self):
        return Activity(kind=self.kind, slug=self.slug).get_absolute_url()


@functools.lru_cache(maxsize=4096)
def html_of(line, language):
    """The list item of a line, kept in this process; all it shows is in its key, so it is never out of date."""
    return render_to_string("activities/_agenda_line.html", {"row": line})


@dataclasses.dataclass(frozen=True)
class Row:
    """One row: an activity, or a holiday when there is none."""

    day: datetime.date
    activity: Activity | None = None
    holiday: SchoolHoliday | None = None
    is_past: bool = False

    def order(self):
        return self.day, self.activity.starts_at.timestamp() if self.activity else 0

    @property
    def where(self):
        """The place, with the host school where the place does not name it."""
        place, host = self.activity.place, self.activity.host_school
        return place if not host or self.activity.place_names_host else " · ".join(filter(None, [place, host.name]))

    @property
    def places_left(self):
        """Places that whoever looks can have, as on the page of the activity; None when there is no limit."""
        return self.activity.places_left

    @property
    def html(self):
        shown = {
            name: getattr(self.activity, name) for name in ("kind", "slug", "title", "state", "starts_at", "ends_at")
        }
        mine = getattr(self.activity, "my_state", None)
        line = Line(**shown, where=self.where, my_state=mine, places_left=self.places_left, is_past=self.is_past)
        return html_of(line, get_language())


@dataclasses.dataclass(frozen=True)
class Month:
    first_day: datetime.date
    rows: list


def chosen_filters(params):
    """The filters of an address that were filled in: a dict of name → value."""
    return {name: params[name] for name in FILTERS if params.get(name)}


def fetched(activities, chosen, *, school, now):
    """All of `activities` in one query, each with `matches`: whether it passes the filters.

    Each also has `places_left` for someone of `school` (a key, or None); that takes two more while seats are kept.

    The rest is fetched too, because the choices of the filters are made from it: one query instead of five, for
    dozens of rows.
    """
    passes = Q(**{FILTERS[name]: value for name, value in chosen.items()})
    matches = ExpressionWrapper(passes, BooleanField()) if chosen else Value(True)
    rows = list(activities.for_list().with_seats_taken().annotate(matches=matches))
    free = free_in_each(rows, school=school, now=now)
    for row in rows:
        row.places_left = free[row.pk]
    return rows


def choices(activities):
    """What each filter offers, made from what there is: a dict of name → sorted pairs of value and label."""
    lines = {each.kind for each in activities}
    schools = {each.host_school for each in activities if each.host_school}
    offered = {
        "lijn": {(kind, str(Activity.Kind(kind).label).capitalize()) for kind in lines},
        "thema": {(each.theme.slug, each.theme.name) for each in activities if each.theme},
        "sector": {(school.sector.code, str(school.sector)) for school in schools},
        "school": {(school.slug, school.name) for school in schools},
    }
    return {name: sorted(pairs, key=lambda pair: pair[1]) for name, pairs in offered.items()}


def months(activities, holidays, *, latest_first=False):
    """Rows per month in order of day; a holiday stands on its first day, before the activities of that day."""
    rows = [Row(each.starts_on, holiday=each) for each in holidays]
    rows += [Row(localdate(each.starts_at), activity=each, is_past=latest_first) for each in activities]
    rows.sort(key=Row.order, reverse=latest_first)
    grouped = itertools.groupby(rows, key=lambda row: row.day.replace(day=1))
    return [Month(first_day, list(of_month)) for first_day, of_month in grouped]


def holidays_among(activities):
    """The holidays between the first and the last of these activities, a month around them included."""
    if not activities:
        return []
    days = [localdate(each.starts_at) for each in activities]
    return SchoolHoliday.objects.between(min(days).replace(day=1), max(days) + datetime.timedelta(days=31))

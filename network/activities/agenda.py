"""The agenda as a list: filters, months, holidays between the activities."""

import dataclasses
import datetime
import itertools

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.utils.timezone import localdate

from network.activities.models import Activity
from network.schools.models import SchoolHoliday

FILTERS = {
    "lijn": "kind",
    "thema": "theme__slug",
    "sector": "host_school__sector__code",
    "school": "host_school__slug",
}


@dataclasses.dataclass(frozen=True)
class Row:
    """One line: an activity, or a holiday when there is none."""

    day: datetime.date
    activity: Activity | None = None
    holiday: SchoolHoliday | None = None

    def order(self):
        return self.day, self.activity.starts_at.timestamp() if self.activity else 0

    @property
    def where(self):
        """The place, with the host school where the place does not name it."""
        place, host = self.activity.place, self.activity.host_school
        return place if not host or self.activity.place_names_host else " · ".join(filter(None, [place, host.name]))

    @property
    def places_left(self):
        """Places that nobody has; None when there is no limit."""
        if self.activity.capacity is None:
            return None
        return max(0, self.activity.capacity - self.activity.seats_taken)


@dataclasses.dataclass(frozen=True)
class Month:
    first_day: datetime.date
    rows: list


def chosen_filters(params):
    """The filters of an address that were filled in: a dict of name → value."""
    return {name: params[name] for name in FILTERS if params.get(name)}


def fetched(activities, chosen):
    """All of `activities` in one query, each with `matches`: whether it passes the filters.

    The rest is fetched too, because the choices of the filters are made from it: one query instead of five, for
    dozens of rows.
    """
    passes = Q(**{FILTERS[name]: value for name, value in chosen.items()})
    matches = ExpressionWrapper(passes, BooleanField()) if chosen else Value(True)
    return list(activities.for_list().with_seats_taken().annotate(matches=matches))


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
    rows += [Row(localdate(each.starts_at), activity=each) for each in activities]
    rows.sort(key=Row.order, reverse=latest_first)
    grouped = itertools.groupby(rows, key=lambda row: row.day.replace(day=1))
    return [Month(first_day, list(of_month)) for first_day, of_month in grouped]


def holidays_among(activities):
    """The holidays between the first and the last of these activities, a month around them included."""
    if not activities:
        return []
    days = [localdate(each.starts_at) for each in activities]
    return SchoolHoliday.objects.between(min(days).replace(day=1), max(days) + datetime.timedelta(days=31))

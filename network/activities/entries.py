"""What stands on somebody's agenda, as plain values from a query that is built once per process."""

import dataclasses
import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.db.models import CharField, Value

from network.activities.models import Activity
from network.activities.querysets import DRAFT
from network.activities.seats import seats_of_keeping
from network.base.prepared import prepared
from network.people.audience import open_to
from network.people.models import User
from network.people.standing import standing_of

AT_FIRST = 40
"""How many activities the list shows before somebody asks for what comes later."""


class Entry(NamedTuple):
    """One activity as it stands on the agenda of one person.

    `places_left` are those that this person can have, as on the page of the activity; None when there is no limit.
    `is_closed` tells that the last day to register is over.
    """

    kind: str
    slug: str
    title: str
    state: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    place: str
    school: str | None
    school_name: str | None
    sector: str | None
    sector_name: str | None
    sector_in_english: str | None
    theme: str | None
    theme_name: str | None
    my_state: str | None
    places_left: int | None
    is_closed: bool

    @property
    def url(self):
        return Activity(kind=self.kind, slug=self.slug).get_absolute_url()

    @property
    def where(self):
        """The place, with the host school where the place does not name it."""
        if not self.school_name or self.school_name in self.place:
            return self.place
        return " · ".join(filter(None, [self.place, self.school_name]))


SHOWN = [
    *("kind", "slug", "title", "state", "starts_at", "ends_at", "place"),
    *("host_school__slug", "host_school__name"),
    *("host_school__sector__code", "host_school__sector__name", "host_school__sector__english_name"),
    *("theme__slug", "theme__name", "my_state"),
]
"""The columns of an `Entry`, apart from the places left."""

SEATS = ["register_until", "pk", "capacity", "seats_taken", "kept_per_school", "kept_until"]
"""What the places left are reckoned from, and whether one can still have one."""


def listed(user):
    """The activities that a person may see, as the values that an `Entry` is made from."""
    activities = Activity.objects.visible_to(user)
    if user.is_authenticated:
        return activities.with_answer_of(user).values_list(*SHOWN, *SEATS)
    return activities.annotate(my_state=Value(None, CharField())).values_list(*SHOWN, *SEATS)


@prepared
def _coming(*, person, standing, now, today):
    """What is still to come for someone with a `Standing` in outline, as far as is shown at first and one more."""
    me = User(pk=person)
    me.standing = dataclasses.replace(standing, day=today)
    return listed(me).upcoming(now=now).chronological()[: AT_FIRST + 1]


def coming(user, *, school, now, everything=False):
    """What a person may see of what is to come, as far as is shown at first, and whether there is more.

    `school` is the key of the school for which the person comes, or None. With `everything` there is never more.
    """
    standing = standing_of(user)
    if standing.is_member and not everything:
        rows = _coming(person=user.pk, standing=standing.outline(), now=now, today=standing.day)
    else:
        rows = list(listed(user).upcoming(now=now).chronological())
    entries = made(rows, school=school, now=now)
    return (entries, False) if everything else (entries[:AT_FIRST], len(entries) > AT_FIRST)


def past(user, year, *, school, now):
    """What a person may see of what is past of a school year, the latest first."""
    rows = list(listed(user).past(now=now).in_school_year(year).latest_first())
    return made(rows, school=school, now=now)


def of_series(user, series, *, school, now):
    """The dates of a series that a person may see, in order of time."""
    rows = list(listed(user).filter(series=series, is_template=False).chronological())
    return made(rows, school=school, now=now)


def made(rows, *, school, now):
    free = free_where_kept(rows, school=school, now=now)
    return [entry(row, free, now=now) for row in rows]


class Sort(NamedTuple):
    """What the filters of the agenda choose by, of one activity or several alike."""

    kind: str
    school: str | None
    school_name: str | None
    sector: str | None
    sector_name: str | None
    sector_in_english: str | None
    theme: str | None
    theme_name: str | None


CHOSEN_BY = [
    *("kind", "host_school__slug", "host_school__name"),
    *("host_school__sector__code", "host_school__sector__name", "host_school__sector__english_name"),
    *("theme__slug", "theme__name"),
]


def sorts_to_come(user, *, now):
    """What there is to choose by in all that is to come and open to the role of a person.

    It may be as old as a public page may be; what only stands open to one's own circles is not in it.
    """
    rung = open_to(user)
    return caches["pages"].get_or_set(
        f"sorts-to-come-{rung}",
        lambda: [
            Sort._make(row)
            for row in Activity.objects.filter(audience__gte=rung)
            .exclude(DRAFT)
            .upcoming(now=now)
            .values_list(*CHOSEN_BY)
            .order_by()
            .distinct()
        ],
        settings.PUBLIC_PAGE_SECONDS,
    )


def entries_of_year(user, year, *, now):
    """All that a person may see of a school year in order of time; where places are kept, those of nobody yet."""
    return [entry(row, {}, now=now) for row in listed(user).in_school_year(year).chronological()]


def entry(row, free, *, now):
    *shown, register_until, pk, capacity, taken, _kept, _until = row
    left = None if capacity is None else max(0, capacity - taken)
    return Entry(*shown, free.get(pk, left), register_until is not None and register_until <= now)


def free_where_kept(rows, *, school, now):
    """The places that someone of a school can have where some are kept, per key of an activity. Costs two queries."""
    keeping = []
    for row in rows:
        seats = dict(zip(SEATS, row[len(SHOWN) :], strict=True))
        if seats["kept_per_school"] and seats["kept_until"] > now:
            keeping.append(Activity(starts_at=row[SHOWN.index("starts_at")], **seats))
    return {pk: seats.free_for(school) for pk, seats in seats_of_keeping(keeping)}

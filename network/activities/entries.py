"""What stands on somebody's agenda, as plain values from a query that is built once per process."""

import datetime
from typing import NamedTuple

from django.db.models import CharField, Value
from django.utils.timezone import localdate

from network.activities.models import Activity
from network.activities.seats import seats_of_keeping
from network.base.prepared import prepared
from network.people.models import User
from network.people.standing import standing_of


class Entry(NamedTuple):
    """One activity as it stands on the agenda of one person.

    `places_left` are those that this person can have, as on the page of the activity; None when there is no limit.
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

SEATS = ["pk", "capacity", "seats_taken", "kept_per_school", "kept_until"]
"""What the places left are reckoned from."""


def listed(user, *, on):
    """The activities that a person may see on a date, as the values that an `Entry` is made from."""
    activities = Activity.objects.visible_to(user, on=on).with_seats_taken()
    if user.is_authenticated:
        return activities.with_answer_of(user).values_list(*SHOWN, *SEATS)
    return activities.annotate(my_state=Value(None, CharField())).values_list(*SHOWN, *SEATS)


@prepared
def _coming(*, person, standing, now, today):
    """All that is still to come for someone with a `Standing` in outline."""
    me = User(pk=person)
    me.standing = standing
    return listed(me, on=today).upcoming(now=now).chronological()


def found_for(user, year, *, now):
    """The rows of what is to come, or of what is past of a school year, the latest first."""
    today, standing = localdate(now), standing_of(user)
    if year:
        return listed(user, on=today).past(now=now).in_school_year(year).latest_first()
    if standing.is_member:
        return _coming(person=user.pk, standing=standing.outline(), now=now, today=today)
    return listed(user, on=today).upcoming(now=now).chronological()


def entries_of(user, year, *, school, now):
    """What a person may see of what is to come, or of what is past of a school year, the latest first.

    `school` is the key of the school for which the person comes, or None.
    """
    rows = list(found_for(user, year, now=now))
    free = free_where_kept(rows, school=school, now=now)
    return [entry(row, free) for row in rows]


def entries_of_year(user, year, *, now):
    """All that a person may see of a school year in order of time; where places are kept, those of nobody yet."""
    return [entry(row, {}) for row in listed(user, on=localdate(now)).in_school_year(year).chronological()]


def entry(row, free):
    *shown, pk, capacity, taken, _kept, _until = row
    left = None if capacity is None else max(0, capacity - taken)
    return Entry(*shown, free.get(pk, left))


def free_where_kept(rows, *, school, now):
    """The places that someone of a school can have where some are kept, per key of an activity. Costs two queries."""
    keeping = []
    for row in rows:
        pk, capacity, _taken, kept, until = row[len(SHOWN) :]
        if kept and until > now:
            starts_at = row[SHOWN.index("starts_at")]
            keeping.append(
                Activity(pk=pk, capacity=capacity, kept_per_school=kept, kept_until=until, starts_at=starts_at)
            )
    return {pk: seats.free_for(school) for pk, seats in seats_of_keeping(keeping)}

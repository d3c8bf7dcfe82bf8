"""Which schools came where in a school year, and which of them met each other."""

import collections
import dataclasses
import itertools

from django.db.models import Count

from network.activities.models import Activity, Registration
from network.schools.models import School


@dataclasses.dataclass(frozen=True, slots=True)
class Turnout:
    """How many people of one school were at one activity."""

    activity_id: int
    kind: str
    host_id: int | None
    school_id: int
    people: int


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """What one school took part in during a school year."""

    school: School
    people_per_meeting: float
    hosted: int
    visited: int
    met: frozenset[int]


def turnouts(year, *, now):
    """Who came to what began in a `SchoolYear` and is over at `now`. Someone noted as absent does not count."""
    rows = (
        Registration.objects.counting()
        .in_school_year(year)
        .filter(activity__ends_at__lte=now, school__isnull=False)
        .exclude(was_present=False)
        .order_by()
        .values_list("activity", "activity__kind", "activity__host_school", "school")
        .annotate(people=Count("pk"))
    )
    return [Turnout(*row) for row in rows]


def together(turnouts):
    """At how many activities each pair of schools was together: a dict of pairs of keys, the smaller first."""
    present = collections.defaultdict(set)
    for turnout in turnouts:
        present[turnout.activity_id].update(filter(None, [turnout.school_id, turnout.host_id]))
    return collections.Counter(
        pair for schools in present.values() for pair in itertools.combinations(sorted(schools), 2)
    )


def parts(schools, held, turnouts):
    """What each of `schools` took part in; `held` are the activities of the year that are over."""
    meetings = sum(activity.kind == Activity.Kind.THEME_MEETING for activity in held)
    hosted = collections.Counter(activity.host_school_id for activity in held)
    visited, people, met = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for turnout in turnouts:
        if turnout.kind == Activity.Kind.THEME_MEETING:
            people[turnout.school_id] += turnout.people
        elif turnout.kind == Activity.Kind.SCHOOL_VISIT and turnout.host_id != turnout.school_id:
            visited[turnout.school_id] += 1
    for one, other in together(turnouts):
        met[one].add(other)
        met[other].add(one)
    return [
        Part(
            school=school,
            people_per_meeting=people[school.pk] / meetings if meetings else 0,
            hosted=hosted[school.pk],
            visited=visited[school.pk],
            met=frozenset(met[school.pk]),
        )
        for school in schools
    ]

"""Seat arithmetic: how many places there are, who they are for, and the one sentence that says so."""

import collections
import dataclasses
import datetime
from collections.abc import Mapping

from django.db.models import Count
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.base import text
from network.schools.models import School

NO_LIMIT = 32_767


@dataclasses.dataclass(frozen=True)
class Seats:
    """The seats of one activity at one moment. Read it under the lock on the activity before changing any.

    `kept_per_school` is 0 once the kept seats are released. While there are any, `schools` are the keys of the schools
    they are kept for and `taken_by` gives the confirmed seats per school key.
    """

    capacity: int | None
    taken: int = 0
    waiting: int = 0
    taken_by: Mapping[int | None, int] = dataclasses.field(default_factory=dict)
    kept_per_school: int = 0
    kept_until: datetime.datetime | None = None
    schools: frozenset[int] = frozenset()

    @classmethod
    def of(cls, activity, *, now):
        """The seats that the row of an activity tells of; two queries more while some are kept for schools."""
        seats = cls(capacity=activity.capacity, taken=activity.seats_taken, waiting=activity.people_waiting)
        if not activity.keeps_seats(now=now):
            return seats
        confirmed = activity.registrations.confirmed().order_by().values_list("school").annotate(n=Count("pk"))
        seats = dataclasses.replace(seats, taken_by=dict(confirmed))
        return seats.kept_as(activity, schools=taking_part(on=localdate(activity.starts_at)))

    def kept_as(self, activity, *, schools):
        """These seats with those that an activity keeps for `schools`."""
        return dataclasses.replace(
            self, kept_per_school=activity.kept_per_school, kept_until=activity.kept_until, schools=schools
        )

    @property
    def left(self):
        """Places that nobody has, kept ones included."""
        return NO_LIMIT if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def kept(self):
        """Places that stay kept for schools, never more than there are left."""
        return min(self.left, sum(self.kept_for(school) for school in self.schools))

    def kept_for(self, school):
        """Places kept for one school that it has not used; 0 for someone without a school."""
        return max(0, self.kept_per_school - self.taken_by.get(school, 0)) if school in self.schools else 0

    def free_for(self, school):
        """Places that someone of this school (a key, or None) can have now.

        What is kept for others is not free; what is kept for oneself always is, also where more was promised than
        there is.
        """
        own = self.kept_for(school)
        for_others = sum(self.kept_for(other) for other in self.schools) - own
        return max(self.left - for_others, min(own, self.left))

    def with_one_more(self, school):
        """The seats once someone of this school has one."""
        taken_by = {**self.taken_by, school: self.taken_by.get(school, 0) + 1}
        return dataclasses.replace(self, taken=self.taken + 1, taken_by=taken_by)

    def with_one_promoted(self, school):
        """The seats once someone of this school came off the waiting list."""
        return dataclasses.replace(self.with_one_more(school), waiting=self.waiting - 1)

    @property
    def rule(self):
        """The rule about kept seats in one sentence; empty when nothing is kept."""
        if not self.kept_per_school:
            return ""
        return ngettext(
            "One place stays kept for each school until %(day)s; then it is for everyone.",
            "%(count)d places stay kept for each school until %(day)s; then they are for everyone.",
            self.kept_per_school,
        ) % {"count": self.kept_per_school, "day": text.short_date(localdate(self.kept_until))}

    def heading_for(self, school):
        """What stands above the seats for someone of this school, such as “6 places left”."""
        free = self.free_for(school)
        if self.capacity is None:
            return _("There is room for everyone")
        if not free:
            return _("No places left for you now") if self.left else _("All places are taken")
        return ngettext("%(count)d place left", "%(count)d places left", free) % {"count": free}


def seats_of_keeping(activities):
    """Pairs of a key and the seats, of activities that keep some for schools."""
    if not activities:
        return
    schools, taken_by = list(School.objects.only("joined_on", "left_on")), collections.defaultdict(dict)
    confirmed = activities[0].registrations.model.objects.confirmed().filter(activity__in=activities).order_by()
    for activity, school, n in confirmed.values_list("activity", "school").annotate(n=Count("pk")):
        taken_by[activity][school] = n
    for each in activities:
        there = frozenset(school.pk for school in schools if school.takes_part(on=localdate(each.starts_at)))
        seats = Seats(capacity=each.capacity, taken=each.seats_taken, taken_by=taken_by[each.pk])
        yield each.pk, seats.kept_as(each, schools=there)


def taking_part(*, on):
    """The keys of the schools that belong to the network on a date."""
    return frozenset(School.objects.taking_part(on=on).values_list("pk", flat=True))

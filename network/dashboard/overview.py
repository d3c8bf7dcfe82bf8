"""What the project lead sees of a school year and of this moment, gathered for one page."""

import dataclasses

from django.utils import timezone

from network.activities.models import Activity, AgendaItem
from network.base.models import OutgoingMail
from network.dashboard.asks import asks_of
from network.dashboard.first_steps import FirstSteps, first_steps
from network.dashboard.timeline import Timeline, timeline
from network.insight.facts import Facts, groups_between
from network.insight.participation import parts, turnouts
from network.insight.rhythm import Beat, rhythm
from network.insight.signals import Signal, signals_in
from network.partners.models import Grant
from network.people.models import User
from network.schools.models import Network, School, SchoolHoliday
from network.schools.school_year import SchoolYear

NEXT_MEETINGS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class Overview:
    network: Network
    year: SchoolYear
    is_current: bool
    schools: int
    people: int
    asked: int
    timeline: Timeline
    rhythm: list[Beat]
    signals: list[Signal]
    unanswered: list[Activity]
    steering_meetings: list[Activity]
    backlog: list[AgendaItem]
    lost_mail: list[OutgoingMail]
    first_steps: FirstSteps | None  # as long as nobody of the schools has an account

    @property
    def is_quiet(self):
        """A network that has just begun, in which nothing asks for attention: what stands beside it gets the room."""
        return bool(self.first_steps) and not (self.signals or self.unanswered or self.lost_mail)

    @property
    def urgent(self):
        return sum(signal.is_urgent for signal in self.signals)


def overview_of(user, year, *, now):
    """Everything on the page of the project lead `user`: a `SchoolYear`, and what asks attention now."""
    today, network = timezone.localdate(now), Network.objects.in_year(year)
    activities = list(Activity.objects.in_school_year(year).chronological())
    held = [activity for activity in activities if activity.is_published and activity.is_over(now=now)]
    schools = list(School.objects.taking_part(on=min(max(today, year.starts_on), year.ends_on)).by_name())
    taken = parts(schools, held, turnouts(year, now=now))
    grants = list(_grants(min(year.starts_on, today)))
    groups = list(groups_between(min(year.starts_on, today), max(year.ends_on, today)))
    facts = Facts.at(
        now,
        groups=groups,
        grants=grants,
        parts=taken if today in year else [],
        people_per_school=network.people_per_school,
        meetings_held=sum(activity.kind == Activity.Kind.THEME_MEETING for activity in held),
    )
    people = User.objects.of_schools(on=today).count()
    drawing = _drawing(year, activities, groups, grants, today)
    return Overview(
        network=network,
        year=year,
        is_current=today in year,
        schools=len(schools),
        people=people,
        asked=len(asks_of(user, now=now)),
        timeline=drawing,
        rhythm=rhythm(network, activities, taken, now=now),
        signals=signals_in(facts),
        unanswered=[activity for activity in facts.coming if activity.is_published and activity.people_unanswered],
        steering_meetings=_steering_meetings(activities, now),
        backlog=list(AgendaItem.objects.backlog().select_related("owner")),
        lost_mail=facts.lost_mail,
        first_steps=None if people else first_steps(network, activities, drawing.holidays),
    )


def _grants(since):
    """Grants that are or were to be accounted for since a date."""
    return Grant.objects.filter(account_due_on__gte=since).select_related("funder").order_by("account_due_on", "pk")


def _drawing(year, activities, groups, grants, today):
    return timeline(
        year,
        activities=activities,
        groups=[group for group in groups if year.touches(group.starts_on, group.ends_on)],
        holidays=SchoolHoliday.objects.between(year.starts_on, year.ends_on),
        grants=grants,
        today=today,
    )


def _steering_meetings(activities, now):
    """The next ones of the year that are published."""
    kind = Activity.Kind.STEERING_MEETING
    meetings = [a for a in activities if a.kind == kind and a.is_published and not a.is_over(now=now)]
    return meetings[:NEXT_MEETINGS]

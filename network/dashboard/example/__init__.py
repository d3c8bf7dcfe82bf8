"""A network to look at: invented schools and people, with a year that lies around today. Texts stand in `data/`."""

import dataclasses

from django.db import transaction

from network.dashboard.example import (
    activities,
    invitations,
    meetings,
    partners,
    people,
    practice,
    privacy,
    questions,
    registrations,
    schools,
    sessions,
    steering,
    working_groups,
)
from network.dashboard.example.calendar import Calendar

ROOMS = [
    schools,
    partners,
    people,
    invitations,
    steering,
    working_groups,
    activities,
    registrations,
    questions,
    sessions,
    meetings,
    practice,
    privacy,
]


@dataclasses.dataclass
class Example:
    """What has been made so far, by the names that the texts use."""

    calendar: Calendar
    password: str
    days: dict = dataclasses.field(default_factory=dict)
    themes: dict = dataclasses.field(default_factory=dict)
    schools: dict = dataclasses.field(default_factory=dict)
    partners: dict = dataclasses.field(default_factory=dict)
    people: dict = dataclasses.field(default_factory=dict)
    homes: dict = dataclasses.field(default_factory=dict)
    goals: dict = dataclasses.field(default_factory=dict)
    frameworks: dict = dataclasses.field(default_factory=dict)
    versions: dict = dataclasses.field(default_factory=dict)
    decisions: dict = dataclasses.field(default_factory=dict)
    groups: dict = dataclasses.field(default_factory=dict)
    activities: dict = dataclasses.field(default_factory=dict)


@transaction.atomic
def load(*, today, password):
    """Make the whole example around the date `today`; all of it or nothing."""
    made = Example(calendar=Calendar(today), password=password)
    made.days = made.calendar.plan(activities.specs())
    for room in ROOMS:
        room.load(made)
    return made

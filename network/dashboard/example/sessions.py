"""Rounds with sessions beside each other, and who chose what: by turns, and some have not chosen yet."""

import itertools

from network.activities.models import Choice, Registration, Round, Session
from network.activities.models.session import MINUTE
from network.dashboard.example.activities import specs
from network.dashboard.example.calendar import moment


def load(made):
    for row in specs():
        for spec in row.get("round", []):
            round = round_of(made, row["slug"], spec)
            round.save()
            fill(round, spec["session"])


def round_of(made, slug, spec):
    activity = made.activities[slug]
    starts, ends = (moment(made.days[slug], clock) for clock in spec["time"].split("–"))
    begins_after = (starts - activity.starts_at) // MINUTE
    return Round(activity=activity, title=spec["title"], begins_after=begins_after, lasts=(ends - starts) // MINUTE)


def fill(round, sessions):
    """Each session with its first people, in order of arrival."""
    coming = Registration.objects.confirmed().filter(activity=round.activity).order_by("registered_at", "pk")
    people = iter(coming)
    for spec in sessions:
        texts = {name: value for name, value in spec.items() if name != "chosen"}
        session = Session.objects.create(round=round, **texts)
        for registration in itertools.islice(people, spec.get("chosen", 0)):
            Choice.objects.create(
                registration=registration, round=round, session=session, chosen_at=registration.registered_at
            )

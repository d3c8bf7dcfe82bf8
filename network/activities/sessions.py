"""What there is to choose in an activity, and who chose what: reading for pages and lists."""

import collections
import dataclasses

from network.activities.models import Choice, Round, Session


@dataclasses.dataclass(frozen=True)
class SessionList:
    """Who takes part in one session, by name."""

    session: Session
    registrations: list


@dataclasses.dataclass(frozen=True)
class RoundLists:
    """One round as lists for the door; `undecided` are the registrations with a place and without a choice."""

    round: Round
    sessions: list[SessionList]
    undecided: list


def rounds_of(activity):
    """The rounds in order of time, each with its sessions in `sessions.all()`. Costs two queries, or none for an
    activity that was found `for_page` and has no rounds.
    """
    if not getattr(activity, "has_rounds", True):
        return []
    rounds = list(Round.objects.filter(activity=activity.pk).in_order().with_sessions())
    for round in rounds:
        round.activity = activity
    return rounds


def chosen_by(registration):
    """What one person chose: a dict of the key of a round → the key of a session."""
    return dict(Choice.objects.filter(registration=registration).values_list("round", "session"))


def lists_of(activity):
    """A `RoundLists` for each round; in four queries, however many there are."""
    chosen = collections.defaultdict(list)
    decided = collections.defaultdict(set)
    for choice in Choice.objects.by_name().filter(round__activity=activity.pk):
        chosen[choice.session_id].append(choice.registration)
        decided[choice.round_id].add(choice.registration_id)
    coming = list(with_a_place(activity))
    return [
        RoundLists(
            round=round,
            sessions=[SessionList(session, chosen[session.pk]) for session in round.sessions.all()],
            undecided=[row for row in coming if row.pk not in decided[round.pk]],
        )
        for round in rounds_of(activity)
    ]


def with_a_place(activity):
    return activity.registrations.confirmed().with_people().by_name()


def table_of_choices(activity):
    """For a spreadsheet: the rounds, and a dict of (registration, round) → the title of the session."""
    choices = Choice.objects.filter(round__activity=activity.pk)
    by_cell = {
        (row, round): title for row, round, title in choices.values_list("registration", "round", "session__title")
    }
    rounds = Round.objects.filter(activity=activity.pk, sessions__isnull=False).distinct().in_order()
    return list(rounds), by_cell

"""Which sessions somebody with a place takes part in, and which there are to choose from."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.activities import emails
from network.activities.actions.seat_lock import (
    SessionFull,
    TooFewPlaces,
    refuse_after_deadline,
    refuse_unless_open,
    seats_of,
)
from network.activities.models import Choice, Session
from network.base.refusal import Refusal


class NoPlaceYet(Refusal):
    sentence = _("You can choose sessions as soon as you have a place.")


class SessionGone(Refusal):
    sentence = _("This session is not there any more. Choose another one.")


class HasSessions(Refusal):
    sentence = _("Take the sessions out of this round first.")


class OutsideHours(Refusal):
    sentence = _("This lies outside the hours of the meeting.")


class FewerThanChose(TooFewPlaces):
    """Fewer places than people who chose the session; the sentence says how many those are."""

    def __init__(self, taken):
        sentence = ngettext(
            "%(number)d person chose this session, so there cannot be fewer places than that.",
            "%(number)d people chose this session, so there cannot be fewer places than that.",
            taken,
        )
        super().__init__(sentence % {"number": taken})


def choose(*, registration, sessions, now):
    """Take part in exactly these `sessions` (keys, one of a round) until the last moment to register.

    Raises NoPlaceYet for who has none (any more), SessionFull and SessionGone; then the earlier choice stands.
    """
    with seats_of(registration.activity) as activity:
        refuse_unless_open(activity, now=now)
        refuse_after_deadline(activity, now=now)
        registration = activity.registrations.confirmed().filter(pk=registration.pk).first()
        if not registration:
            raise NoPlaceYet
        found = list(Session.objects.filter(pk__in=sessions, round__activity=activity))
        if len(found) != len(set(sessions)):
            raise SessionGone
        keep_sessions(registration, found, now=now)
        return found


def save_round(*, round):
    """Add or change a round, which lies within the hours of its activity."""
    with seats_of(round.activity) as activity:
        if not activity.starts_at <= round.starts_at < round.ends_at <= activity.ends_at:
            raise OutsideHours
        round.save()
        return round


def drop_round(*, round):
    """Take an empty round out of the programme. Twice does nothing more; returns True."""
    with seats_of(round.activity) as activity:
        if Session.objects.filter(round=round.pk).exists():
            raise HasSessions
        activity.rounds.filter(pk=round.pk).delete()
        return True


def save_session(*, session):
    """Add or change a session. Raises FewerThanChose when more people chose it than there would be places."""
    with seats_of(session.round.activity):
        taken = Session.objects.filter(pk=session.pk).values_list("seats_taken", flat=True).first() or 0
        if session.capacity is not None and session.capacity < taken:
            raise FewerThanChose(taken)
        session.save()
        return session


def drop_session(*, session, by, now):
    """Take a session out of the programme; whoever chose it gets a mail. Returns how many. Twice does nothing more."""
    with seats_of(session.round.activity) as activity:
        choices = list(Choice.objects.by_name().filter(session=session.pk))
        Choice.objects.filter(session=session.pk).delete()
        Session.objects.filter(pk=session.pk).delete()
        for choice in choices if activity.is_open(now=now) else []:
            emails.queue_session_dropped(choice.registration, session, by=by, now=now)
        return len(choices)


# Under the lock


def sessions_of(registration):
    return list(Session.objects.filter(choices__registration=registration))


def keep_sessions(registration, sessions, *, now):
    """Make `sessions` the choice of a registration with a place; what stays the same stays untouched.

    What goes is let go first, so that nobody stands in one's own way.
    """
    before = dict(Choice.objects.filter(registration=registration).values_list("session", "pk"))
    wanted = {session.pk for session in sessions}
    Choice.objects.filter(pk__in=[pk for session, pk in before.items() if session not in wanted]).delete()
    for session in sessions:
        if session.pk not in before:
            take(registration, session, now=now)


def take(registration, session, *, now):
    session.refresh_from_db(fields=["seats_taken", "capacity"])
    if session.is_full:
        raise SessionFull(
            _("All places in “%(session)s” are taken. What you chose before still stands.") % {"session": session}
        )
    Choice.objects.create(registration=registration, session=session, round_id=session.round_id, chosen_at=now)

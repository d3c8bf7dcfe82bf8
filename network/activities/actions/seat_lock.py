"""The one lock that every change of seats takes first, and what may go wrong under it."""

import contextlib

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg2 import errorcodes

from network.activities.models import Activity
from network.base.prepared import prepared
from network.base.refusal import Refusal

WAIT = "3s"


class Busy(Refusal):
    sentence = _("Many people are registering right now. Nothing has changed; try again in a moment.")


class HasBegun(Refusal):
    sentence = _("This activity has already begun, so nothing can change in who comes.")


class NotOpen(Refusal):
    sentence = _("This activity is not published, or it has been cancelled.")


class DeadlinePassed(Refusal):
    sentence = _("The last day to register is over. Ask the organisers whether you can still come.")


class Full(Refusal):
    sentence = _("The last place has just been taken. Nothing has changed; try again to join the waiting list.")


class AlreadyRegistered(Refusal):
    sentence = _("You are already registered.")


class TooFewPlaces(Refusal):
    sentence = _("There cannot be fewer places than there are people who have one.")


class SessionFull(Refusal):
    sentence = _("The last place in this session has just been taken. Your earlier choice still stands.")


BUSY = {errorcodes.LOCK_NOT_AVAILABLE, errorcodes.DEADLOCK_DETECTED}
BROKEN = {
    "activity_seats_within_capacity": Full,
    "registration_one_active_per_person": AlreadyRegistered,
    "session_seats_within_capacity": SessionFull,
}


@contextlib.contextmanager
def seats_of(activity):
    """A transaction that holds the seats of an activity; yields its row as it is now.

    Raises Busy when someone else holds them for longer than `WAIT`, and what the database refuses as Full or
    AlreadyRegistered. Whatever is raised, nothing has changed.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
            [held] = _locked(pk=activity.pk)
            yield held
    except OperationalError as problem:
        if getattr(problem.__cause__, "pgcode", None) in BUSY:
            raise Busy from problem
        raise
    except IntegrityError as problem:
        if refusal := BROKEN.get(constraint_of(problem)):
            raise refusal from problem
        raise


@prepared
def _locked(*, pk):
    return Activity.objects.select_for_update().filter(pk=pk)


def constraint_of(problem):
    """The name of the constraint that a database error is about; empty when it names none."""
    diagnosis = getattr(problem.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def refuse_unless_open(activity, *, now):
    if activity.has_begun(now=now):
        raise HasBegun
    if not activity.is_published:
        raise NotOpen


def refuse_after_deadline(activity, *, now):
    """Registering has an end of its own; withdrawing has not."""
    if activity.is_past_deadline(now=now):
        raise DeadlinePassed

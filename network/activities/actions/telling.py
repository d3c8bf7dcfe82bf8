"""What the portal tells participants by itself: a week before, a day before, and afterwards."""

import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Prefetch
from django.db.models.functions import Coalesce

from network.activities import emails
from network.activities.models import Activity, Notice, Registration
from network.people.models import User

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
AHEAD = {Notice.Kind.WEEK_BEFORE: (7 * DAY, 2 * DAY), Notice.Kind.DAY_BEFORE: (DAY, 2 * HOUR)}
"""Of each reminder how long before the start it goes out, and from when before the start it is of no more use."""
HEARD_OF_IT = 12 * HOUR
"""Whoever has had a place for less than this when a reminder goes out has just read the confirmation."""
AFTER = (3 * HOUR, 14 * DAY)
"""How long after the end one hears more at the earliest and at the latest; before that it waits for attendance."""
WITH_AFTERWARDS = [Activity.Kind.THEME_MEETING, Activity.Kind.SCHOOL_VISIT, Activity.Kind.NETWORK_DAY]


def tell_before(*, now):
    """Remind whoever has a place and had it before the moment of the reminder. Returns how many mails that are."""
    return sum(tell_all(kind, due_before(kind, now=now), now=now) for kind in AHEAD)


def tell_afterwards(*, now):
    """Thank who was there and tell who was not what there is; once attendance is noted. Returns how many mails."""
    return tell_all(Notice.Kind.AFTERWARDS, due_afterwards(now=now), now=now)


def due_before(kind, *, now):
    early, late = AHEAD[kind]
    coming = Registration.objects.counting().filter(activity__starts_at__range=(now + late, now + early))
    had_it = coming.annotate(since=Coalesce("promoted_at", "registered_at"))
    return had_it.filter(since__lte=F("activity__starts_at") - early - HEARD_OF_IT)


def due_afterwards(*, now):
    early, late = AFTER
    over = Registration.objects.counting().filter(activity__ends_at__range=(now - late, now - early))
    return over.filter(activity__kind__in=WITH_AFTERWARDS, was_present__isnull=False)


def tell_all(kind, due, *, now):
    """Tell each in a transaction of their own; who fails keeps nobody else waiting, and shows in the log of the job."""
    told = Notice.objects.filter(registration=OuterRef("pk"), kind=kind)
    untold = due.exclude(Exists(told)).order_by("activity__starts_at", "pk")
    mails, failures = 0, []
    for pk in list(untold.values_list("pk", flat=True)):
        try:
            mails += tell(kind, untold, pk=pk, now=now)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("Some were not told; the next run tries again.", failures)
    return mails


@transaction.atomic
def tell(kind, untold, *, pk, now):
    """Note it and write the mail in one transaction; whoever is held by another run is left to that one."""
    rows = (
        untold.filter(pk=pk)
        .select_related("user", "guest", "activity")
        .select_for_update(of=["self"], skip_locked=True)
    )
    registration = rows.first()
    if not registration:
        return False
    Notice.objects.create(registration=registration, kind=kind, at=now)
    return emails.queue_notice(kind, registration, now=now)


def begin_anew(activity, told, *, now):
    """After a move: a reminder whose moment lies ahead again goes out again, also to who had it for the old time.

    For who hears of the move now, that mail stands for a reminder whose moment has passed.
    """
    for kind, (early, _late) in AHEAD.items():
        notices = Notice.objects.filter(registration__activity=activity, kind=kind)
        if activity.starts_at - early > now:
            notices.delete()
        else:
            new = [Notice(registration=registration, kind=kind, at=now) for registration in told]
            Notice.objects.bulk_create(new, ignore_conflicts=True)


def still_here(registrations, *, on):
    """Registrations as a list with their people, without whoever has left the network by a day."""
    fetched = registrations.prefetch_related(Prefetch("user", User.objects.with_standing(on=on)))
    return [registration for registration in fetched if not registration.person.has_left()]

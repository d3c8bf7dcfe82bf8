"""What the portal tells participants by itself: a week before, a day before, and afterwards."""

import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from network.activities import emails
from network.activities.models import Activity, Notice, Registration

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
AHEAD = {Notice.Kind.WEEK_BEFORE: (7 * DAY, 2 * DAY), Notice.Kind.DAY_BEFORE: (DAY, 2 * HOUR)}
"""Of each reminder how long before the start it goes out, and from when before the start it is of no more use."""
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
    return had_it.filter(since__lt=F("activity__starts_at") - early)


def due_afterwards(*, now):
    early, late = AFTER
    over = Registration.objects.counting().filter(activity__ends_at__range=(now - late, now - early))
    return over.filter(activity__kind__in=WITH_AFTERWARDS, was_present__isnull=False)


def tell_all(kind, due, *, now):
    told = Notice.objects.filter(registration=OuterRef("pk"), kind=kind)
    untold = due.exclude(Exists(told)).order_by("activity__starts_at", "pk")
    return sum(tell(kind, untold, pk=pk, now=now) for pk in list(untold.values_list("pk", flat=True)))


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

"""Whether the parts that the portal stands on do their work."""

import datetime

from django.db import Error, connection
from django_q.models import OrmQ, Schedule

from network.base import trail
from network.base.models import OutgoingMail

LATE = datetime.timedelta(minutes=5)
TRAIL = "audit trail"
STUCK = datetime.timedelta(minutes=30)


def report(*, now):
    """The state of database, queue and mail at `now` (aware): a dict of part → "ok" or what is wrong with it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return {"database": "ok", "queue": queue_state(now), "mail": mail_state(now), TRAIL: trail_state()}
    except Error:
        return {"database": "does not answer", "queue": "unknown", "mail": "unknown", TRAIL: "unknown"}


def is_well(report):
    """Whether all that pages and mail need does its work. How the trail is guarded is told, but is no fault."""
    return all(state == "ok" for part, state in report.items() if part != TRAIL)


def trail_state():
    return "ok" if trail.is_guarded() else "guarded by triggers only: set DATABASE_OWNER_URL"


def queue_state(now):
    """Broken when no cluster runs (a periodic task is `LATE`), or when its workers take no tasks."""
    first_run = Schedule.objects.order_by("next_run", "pk").values_list("next_run", flat=True).first()
    if not first_run:
        return "has no schedule: run manage.py schedule_tasks"
    if first_run <= now - LATE:
        return f"stands still since {first_run:%Y-%m-%d %H:%M} UTC"
    waiting = OrmQ.objects.filter(lock__lte=now - LATE).count()
    return f"{waiting} tasks are not taken up" if waiting else "ok"


def mail_state(now):
    """Broken when mail that is due is not tried, or when failing is all that has happened for `STUCK`.

    One address that cannot be reached while other mail goes out is no fault of the portal; it shows on the dashboard.
    """
    untried = OutgoingMail.objects.due(now=now - STUCK).count()
    if untried:
        return f"{untried} due for more than {STUCK.seconds // 60} minutes"
    failing = OutgoingMail.objects.waiting().filter(attempts__gt=0, queued_at__lt=now - STUCK)
    oldest = failing.order_by("queued_at", "pk").first()
    if oldest and not OutgoingMail.objects.filter(sent_at__gte=oldest.queued_at).exists():
        return f"nothing goes out: {oldest.last_error[:200]}"
    return "ok"

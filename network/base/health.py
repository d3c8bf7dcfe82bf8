"""Whether the parts that the portal stands on do their work."""

import datetime

from django.db import DatabaseError, connection
from django_q.models import Schedule

from network.base.models import OutgoingMail

LATE = datetime.timedelta(minutes=5)
STUCK = datetime.timedelta(minutes=30)


def report(*, now):
    """The state of database, queue and mail at `now` (aware): a dict of part → "ok" or what is wrong with it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return {"database": "ok", "queue": queue_state(now), "mail": mail_state(now)}
    except DatabaseError:
        return {"database": "does not answer", "queue": "unknown", "mail": "unknown"}


def queue_state(now):
    """Late when a periodic task should have run `LATE` ago: then no worker is taking tasks."""
    schedules = Schedule.objects.order_by("next_run", "pk").values_list("next_run", flat=True)
    if not schedules:
        return "has no schedule: run manage.py schedule_tasks"
    return "ok" if schedules[0] > now - LATE else f"stands still since {schedules[0]:%Y-%m-%d %H:%M} UTC"


def mail_state(now):
    """Broken when mail was due `STUCK` ago and still waits, or keeps failing for that long."""
    stuck = OutgoingMail.objects.waiting().filter(queued_at__lt=now - STUCK).count()
    return f"{stuck} waiting for more than {STUCK.seconds // 60} minutes" if stuck else "ok"

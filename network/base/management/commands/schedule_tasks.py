"""Write the periodic tasks of the settings into the queue's table."""

import datetime

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

SOON = datetime.timedelta(seconds=5)


class Command(BaseCommand):
    help = "Schedule the periodic tasks of the settings, and drop those that are no longer there."

    @transaction.atomic
    def handle(self, **options):
        """Run this at every start: it keeps when each task runs next, but moves what was missed to now.

        A run that lies in the past would read as a queue that stands still (/health/).
        """
        Schedule.objects.exclude(name__in=settings.PERIODIC_TASKS).delete()
        for name, (func, minutes) in settings.PERIODIC_TASKS.items():
            schedule, _made = Schedule.objects.update_or_create(
                name=name, defaults={"func": func, "schedule_type": Schedule.MINUTES, "minutes": minutes, "repeats": -1}
            )
            schedule.next_run = max(schedule.next_run, timezone.now() + SOON)
            schedule.save()

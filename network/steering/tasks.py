"""What the queue runs for the steering group."""

from django.utils import timezone

from network.base.jobs import job
from network.steering.actions import reminding


@job
def remind_schools_by_itself():
    """Schools without an answer hear it half-way and a day before. Returns how many people get a mail."""
    return reminding.remind_by_itself(now=timezone.now())

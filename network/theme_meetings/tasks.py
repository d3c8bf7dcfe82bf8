"""What the queue runs for theme meetings."""

from django.utils import timezone

from network.base.jobs import job
from network.theme_meetings import actions


@job
def tell_holders(meeting):
    """Write to those whose certificate of a meeting (a key) was just issued. Returns how many."""
    return actions.tell_holders(meeting=meeting, clock=timezone.now)

"""What the queue runs for activities."""

from django.utils import timezone

from network.activities import actions
from network.base.jobs import job


@job
def give_out_free_seats():
    """Seats that were kept for schools go to who waits, once their time is over. Returns how many."""
    return actions.give_out_free_seats(now=timezone.now())

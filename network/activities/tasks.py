"""What the queue runs for activities."""

from django.utils import timezone

from network.activities import actions
from network.activities.actions import reviews, telling
from network.base.jobs import job


@job
def give_out_free_seats():
    """Seats that were kept for schools go to who waits, once their time is over. Returns how many."""
    return actions.give_out_free_seats(now=timezone.now())


@job
def tell_before():
    """Those who come hear it a week and a day before. Returns how many mails that are."""
    return telling.tell_before(now=timezone.now())


@job
def tell_afterwards():
    """Those who were there, or were not, hear what there is afterwards. Returns how many mails that are."""
    return telling.tell_afterwards(now=timezone.now())


@job
def return_reviews():
    """Decisions whose review date has come go back to the agenda of the steering group. Returns how many."""
    return reviews.return_reviews(now=timezone.now())

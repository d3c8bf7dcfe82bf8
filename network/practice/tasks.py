"""What the queue runs for stories."""

from django.utils import timezone

from network.base.jobs import job
from network.practice import harvesting


@job
def ask_how_it_went():
    """Six weeks after a meeting: did it work, what you were going to try? Returns how many mails that are."""
    return harvesting.ask_how_it_went(now=timezone.now())

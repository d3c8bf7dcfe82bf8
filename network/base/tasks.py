"""What the queue runs for the base: delivering mail, clearing what has ended."""

import datetime
import logging

from django.core.management import call_command
from django.utils import timezone

from network.base import mail
from network.base.jobs import job
from network.base.models import OutgoingMail

logger = logging.getLogger(__name__)

SWEEP = datetime.timedelta(seconds=60)
"""A sweep stops here, well before the queue's own timeout; the next one goes on."""

KEPT = datetime.timedelta(days=365)
"""How long sent mail is kept, to answer the question whether somebody got it."""


@job
def deliver_mail(pk):
    """Deliver one mail of the outbox, if it is due."""
    mail.deliver(pk=pk, now=timezone.now())


@job
def deliver_waiting_mail():
    """Deliver what is due and was not delivered: failed before, or its wake-up call was lost. Returns how many went."""
    began = timezone.now()
    due = OutgoingMail.objects.due(now=began).order_by("try_again_at", "pk").values_list("pk", flat=True)
    sent = 0
    for pk in due:
        try:
            sent += mail.deliver(pk=pk, now=timezone.now())
        except Exception:  # one mail that cannot even be written down does not hold up the others
            logger.exception("Mail %s could not be handled", pk)
        if timezone.now() - began > SWEEP:
            break
    return sent


@job
def forget_old_mail():
    """Delete mail that was sent or given up so long ago that nobody asks for it any more. Returns how many."""
    deleted, _ = OutgoingMail.objects.older_than(timezone.now() - KEPT).delete()
    return deleted


@job
def clear_ended_sessions():
    call_command("clearsessions")

"""What the queue runs for the base: delivering mail."""

import datetime
import logging

from django.utils import timezone

from network.base import mail
from network.base.jobs import job
from network.base.models import OutgoingMail, SentForm

logger = logging.getLogger(__name__)

FORGOTTEN_AFTER = datetime.timedelta(days=2)
"""Nobody goes back further than that to a page that is still open in the browser, and presses its button again."""

SWEEP = datetime.timedelta(seconds=60)
"""A sweep stops here, well before the queue's own timeout; the next one goes on."""


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
def forget_sent_forms():
    """Let go of the keys of forms that were sent long ago. Returns how many went."""
    gone, _ = SentForm.objects.filter(sent_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    return gone

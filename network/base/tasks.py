"""What the queue runs for the base: delivering mail, clearing what has ended."""

from django.core.management import call_command
from django.utils import timezone

from network.base import mail
from network.base.models import OutgoingMail


def deliver_mail(pk):
    """Deliver one mail of the outbox, if it is due."""
    mail.deliver(pk=pk, now=timezone.now())


def deliver_waiting_mail():
    """Deliver what is due and was not delivered: failed before, or its wake-up call was lost. Returns how many went."""
    now = timezone.now()
    due = OutgoingMail.objects.waiting().filter(try_again_at__lte=now).order_by("try_again_at", "pk")
    return sum(mail.deliver(pk=pk, now=now) for pk in due.values_list("pk", flat=True)[:500])


def clear_ended_sessions():
    call_command("clearsessions")

"""The mail that waits, as the sender will send it."""

from network.base import mail
from network.base.models import OutgoingMail


def outbox(**chosen):
    """The rows of the outbox in the order in which they were queued, each with its text written; nothing is saved."""
    rows = list(OutgoingMail.objects.filter(**chosen).order_by("pk"))
    return [row for row in rows if mail.compose(row)]

"""What the queue runs for people."""

from django.db import transaction
from django.utils import timezone

from network.base.jobs import job
from network.people import emails
from network.people.models import User


@job
@transaction.atomic
def send_password_link(email):
    """Send a link to choose a new password, if there is an account with this address that may sign in."""
    user = User.objects.active().filter(email=email.lower()).first()
    if user:
        emails.queue_password_link(user, now=timezone.now())

"""What the project lead can set right from the overview."""

from django.db import transaction
from django_q.tasks import async_task

from network.base.models import OutgoingMail


@transaction.atomic
def send_again(*, mail, now):
    """Put a mail that was given up back among those that wait, and wake the sender. Harmless when it already is."""
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if mail.given_up_at is None:
        return
    mail.given_up_at, mail.attempts, mail.try_again_at = None, 0, now
    mail.save(update_fields=["given_up_at", "attempts", "try_again_at"])
    async_task("network.base.tasks.deliver_mail", mail.pk, task_name=f"mail {mail.pk}")

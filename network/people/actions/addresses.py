"""Another e-mail address for an account, given by somebody else than its owner."""

from django.db import transaction

from network.people import emails
from network.people.actions.signing_in import end_sessions
from network.people.models import User


@transaction.atomic
def change_address(*, person, email, now):
    """Give an account another address, say so at the old and at the new one, and end its sessions.

    Links and codes that went to the old address open nothing from then on. Returns whether it changed something.
    """
    held = User.objects.select_for_update(of=["self"]).get(pk=person.pk)
    if held.email == email:
        return False
    addresses = [held.email, email]
    held.email = email
    held.save(update_fields=["email"])
    end_sessions(person=held)
    for address in addresses:
        emails.queue_notice(held, name="email_changed", to=address, context={"to_email": email}, now=now)
    return True

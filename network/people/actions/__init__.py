"""What happens to accounts."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from network.people import emails


def choose_language(*, person, language):
    """Answer a person in this language from now on, in pages and in mail."""
    person.language = language
    person.save(update_fields=["language"])


@transaction.atomic
def invite_to_choose_a_password(*, people, now):
    """Send each of these people who may sign in a link to choose a password. Returns how many got one."""
    allowed = [person for person in people if person.is_active]
    for person in allowed:
        emails.queue_password_link(person, now=now, is_new=not person.has_usable_password())
    return len(allowed)


@transaction.atomic
def take_away_second_step(*, person, now):
    """Let somebody who lost the phone sign in with a password alone, and say so by mail. Returns whether it was on."""
    deleted, _ = Authenticator.objects.filter(user=person).delete()
    if deleted:
        emails.queue_notice(person, name="totp_deactivated", to=person.email, context={}, now=now)
    return bool(deleted)

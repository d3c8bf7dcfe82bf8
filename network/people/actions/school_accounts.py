"""Linking school accounts to people."""

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.people import emails


class LinkedElsewhere(Refusal):
    sentence = _("This school account already belongs to another account of the portal.")


@transaction.atomic
def link(*, person, provider, uid, shown, now):
    """Let a person log in with this account from now on, and say so by mail. Raises LinkedElsewhere."""
    try:
        with transaction.atomic():
            account = SocialAccount.objects.create(user=person, provider=provider, uid=uid, extra_data={"shown": shown})
    except IntegrityError as taken:
        raise LinkedElsewhere from taken
    emails.queue_notice(person, name="account_connected", to=person.email, context={}, now=now)
    return account


@transaction.atomic
def unlink(*, account, now):
    """Let nobody in with this account any more. Its owner keeps at least the code by mail."""
    person = account.user
    account.delete()
    emails.queue_notice(person, name="account_disconnected", to=person.email, context={}, now=now)

"""What the library keeps of ways to log in, for the audit trail: that one was added or taken away, and whose it was.

No secret, no number at a provider and no moment of use is in the trail. Sessions are not in it at all: it would keep
keys that open accounts.
"""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited


@audited(exclude=["data", "created_at", "last_used_at"])
class SecondStep(Authenticator):
    """An authenticator app, a passkey or a set of recovery codes."""

    class Meta:
        proxy = True
        verbose_name = _("second step")
        verbose_name_plural = _("second steps")


@audited(shown=["provider"], exclude=["uid", "extra_data", "date_joined", "last_login"])
class LinkedAccount(SocialAccount):
    class Meta:
        proxy = True
        verbose_name = _("linked school account")
        verbose_name_plural = _("linked school accounts")

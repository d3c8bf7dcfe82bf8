"""A person's own activities as an address that a calendar program asks for by itself."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.querysets import PortalQuerySet

SALT = "network.activities.feed"


class CalendarFeedQuerySet(PortalQuerySet):
    def with_token(self, token):
        """The feed of an address, None when there is none; a token of before another link was made opens nothing."""
        key, _dash, _rest = token.partition("-")
        if not key.isascii() or not key.isdecimal() or len(key) > 18:
            return None
        feed = self.filter(pk=int(key)).select_related("user").first()
        return feed if feed and constant_time_compare(feed.token, token) else None


@audited(exclude=["nonce"])
class CalendarFeed(models.Model):
    """The secret of the address is made of the row and of the key of the portal, which the database does not have."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed", verbose_name=_("person")
    )
    nonce = models.CharField(_("number used once"), max_length=43)
    made_at = models.DateTimeField(_("made at"))

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")

    def __str__(self):
        return str(self.user)

    @property
    def token(self):
        digest = salted_hmac(SALT, f"{self.pk}:{self.nonce}", algorithm="sha256").hexdigest()
        return f"{self.pk}-{digest[:40]}"


def new_nonce():
    return secrets.token_urlsafe(24)

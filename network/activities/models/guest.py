"""People from outside, without an account, who come to a public activity."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.base.audit import audited
from network.base.querysets import PortalQuerySet

SALT = "network.activities.guest"
PERSONAL = ["given_name", "family_name", "email", "organisation"]


def new_nonce():
    return secrets.token_urlsafe(24)


class GuestQuerySet(PortalQuerySet):
    def known(self):
        """Those whose details are still kept."""
        return self.exclude(email="")

    def with_token(self, token):
        """The guest of an own address, None when there is none or when the details are gone."""
        key, _dash, _rest = token.partition("-")
        if not key.isascii() or not key.isdecimal() or len(key) > 18:
            return None
        guest = self.known().filter(pk=int(key), confirmed_at__isnull=False).select_related("activity").first()
        return guest if guest and constant_time_compare(guest.token, token) else None


@audited(exclude=[*PERSONAL, "token_hash", "nonce"])
class Guest(models.Model):
    """One person at one activity; what is known is what this person filled in there.

    The link that confirms the address is kept as a hash and works once. The own page has a secret that is made of the
    row and of the key of the portal, as that of a calendar, so that every mail can carry it. Without details
    (`email` empty) the row only tells that a guest was there.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="guests", verbose_name=_("activity"))
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    organisation = models.CharField(_("school or organisation"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    token_hash = models.CharField(max_length=64, unique=True, editable=False, null=True)  # noqa: DJ001 none any more
    nonce = models.CharField(max_length=43, editable=False, default=new_nonce)
    asked_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("link valid until"))
    confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)

    objects = GuestQuerySet.as_manager()

    is_active = True
    wants_reminders = True

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "email"], condition=~Q(email=""), name="guest_once_per_activity"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="guest_email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(email="", given_name="", family_name="", organisation="")
                | ~Q(email="") & ~Q(given_name="") & ~Q(family_name=""),
                name="guest_has_a_name_or_nothing",
            ),
        ]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        return f"{self.given_name} {self.family_name}".strip() or gettext("Former guest")

    def has_left(self):
        """Whether there is nobody to write to any more."""
        return not self.email

    @property
    def token(self):
        digest = salted_hmac(SALT, f"{self.pk}:{self.nonce}", algorithm="sha256").hexdigest()
        return f"{self.pk}-{digest[:40]}"

    @property
    def own_address(self):
        """The page on which this guest changes answers, reads the own data and withdraws."""
        return reverse("activities:guest_link", args=[self.token])

"""Where people are logged in."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.base.querysets import PortalQuerySet


class SessionQuerySet(PortalQuerySet):
    def of(self, person):
        return self.filter(user=person)

    def live(self, *, now):
        return self.filter(expire_date__gt=now)

    def latest_first(self):
        return self.order_by("-seen_on", "-expire_date", "pk")


class Session(AbstractBaseSession):
    """A session, with what its owner needs to recognise it: the device, and the day it was last used.

    No address on the internet and no time of day: who looks where people are need not find it here. It is not in the
    audit trail, which would keep keys that open accounts.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions", verbose_name=_("person")
    )
    device = models.CharField(_("device"), max_length=60, blank=True)
    seen_on = models.DateField(_("last used on"))

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

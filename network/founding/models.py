"""The one link by which an empty portal becomes somebody's network."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.people.models import User
from network.schools.models import Network


class FoundingLinkQuerySet(PortalQuerySet):
    def usable(self, *, now):
        return self.filter(used_at=None, expires_at__gt=now)


@audited(exclude=["token_digest"])
class FoundingLink(models.Model):
    """There is one row at most: a new start of an empty portal writes its own link over the one before."""

    token_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True)

    objects = FoundingLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for the first set-up")
        verbose_name_plural = _("links for the first set-up")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="founding_link_one_row"),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="founding_link_expires_later"),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)


def is_founded():
    """Whether this portal is somebody's already: it has a network, or an account from which one can be set up."""
    return Network.objects.exists() or User.objects.exists()

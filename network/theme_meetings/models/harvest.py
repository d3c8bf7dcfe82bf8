"""What somebody is going to try after a meeting, and six weeks later whether it worked."""

import datetime

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from network.activities.models import Registration
from network.base.audit import audited
from network.base.querysets import PortalQuerySet

SIX_WEEKS = datetime.timedelta(weeks=6)
TWO_MONTHS = datetime.timedelta(days=60)


class HarvestQuerySet(PortalQuerySet):
    def ripe(self, *, now):
        """Six weeks after the meeting, for two months, and not told yet."""
        ended = F("registration__activity__ends_at")
        times = {"ripe_at": ended + Value(SIX_WEEKS), "overripe_at": ended + Value(SIX_WEEKS + TWO_MONTHS)}
        return self.annotate(**times).filter(outcome="", ripe_at__lte=now, overripe_at__gt=now)


@audited(exclude=["will_try", "told"])
class Harvest(models.Model):
    """Told in confidence: for whoever wrote it, until that person shares the story that comes of it."""

    class Outcome(models.TextChoices):
        WORKED = "worked", _("Yes, it worked")
        PARTLY = "partly", _("In part")
        DID_NOT = "did_not", _("No, it did not work")
        NOT_TRIED = "not_tried", _("I have not got round to it")

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="harvest")
    will_try = models.CharField(_("what you will try"), max_length=240)
    said_at = models.DateTimeField(_("said at"))
    asked_at = models.DateTimeField(_("asked about at"), null=True, blank=True)
    outcome = models.CharField(_("did it work?"), max_length=10, choices=Outcome, blank=True)
    told = models.TextField(_("what happened"), blank=True)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)

    objects = HarvestQuerySet.as_manager()

    class Meta:
        verbose_name = _("harvest")
        verbose_name_plural = _("harvests")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", told_at=None, told="") | ~Q(outcome="") & Q(told_at__isnull=False),
                name="harvest_told_has_an_outcome",
            ),
            models.CheckConstraint(condition=~Q(will_try=""), name="harvest_says_something"),
        ]

    def __str__(self):
        return self.will_try

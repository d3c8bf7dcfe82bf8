"""What the portal told participants by itself, so that nobody is told twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.activities.models.registration import Registration
from network.base.querysets import PortalQuerySet


class Notice(models.Model):
    """One line for one registration and one reason; written in the transaction of its mail."""

    class Kind(models.TextChoices):
        WEEK_BEFORE = "week", _("a week before")
        DAY_BEFORE = "day", _("a day before")
        AFTERWARDS = "after", _("afterwards")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    at = models.DateTimeField(_("moment"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["registration", "kind"], name="notice_once")]

    def __str__(self):
        return f"{self.registration}: {self.get_kind_display()}"

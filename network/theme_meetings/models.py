"""What is special to a theme meeting: what one takes home, and its programme."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.activities.models import Activity
from network.activities.models.activity import ActivityQuerySet
from network.base.audit import audited
from network.base.querysets import PortalQuerySet


@audited(fields=["activity_ptr", "takeaway"], model_name="ThemeMeetingEvent")
class ThemeMeeting(Activity):
    takeaway = models.TextField(_("what you take home"), blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme meeting")
        verbose_name_plural = _("theme meetings")


@audited()
class ProgrammeItem(models.Model):
    """One part of the programme of a theme meeting."""

    meeting = models.ForeignKey(ThemeMeeting, models.CASCADE, related_name="programme", verbose_name=_("theme meeting"))
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("what happens"), max_length=240, blank=True)
    led_by = models.CharField(_("led by"), max_length=120, blank=True)

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the programme")
        verbose_name_plural = _("programme")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="programme_item_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            )
        ]

    def __str__(self):
        return self.title

"""What is special to a theme meeting: what one takes home, and its programme."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.activities.models import Activity
from network.activities.models.activity import only_of_kind
from network.activities.querysets import ActivityQuerySet
from network.base.audit import audited
from network.base.querysets import PortalQuerySet

MINUTE = datetime.timedelta(minutes=1)


@audited(
    fields=["activity_ptr", "takeaway", "contact_minutes", "self_study_minutes"],
    hidden=["takeaway"],
    model_name="ThemeMeetingEvent",
)
class ThemeMeeting(Activity):
    takeaway = models.TextField(_("what you take home"), blank=True)
    contact_minutes = models.PositiveSmallIntegerField(
        _("minutes of contact on the certificate"), null=True, blank=True, help_text=_("Empty for all of the meeting.")
    )
    self_study_minutes = models.PositiveSmallIntegerField(_("minutes of self-study on the certificate"), default=0)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme meeting")
        verbose_name_plural = _("theme meetings")
        triggers = [only_of_kind("theme_meeting_has_its_kind", Activity.Kind.THEME_MEETING.value)]

    def copy_parts_to(self, copy):
        """The programme, as many minutes after the start of the other."""
        fields = ["begins_after", "lasts", "title", "summary", "led_by"]
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(meeting=copy, **{name: getattr(part, name) for name in fields})
            for part in self.programme.in_order()
            if part.begins_after * MINUTE < copy.ends_at - copy.starts_at
        )


class ProgrammeItemQuerySet(PortalQuerySet):
    def in_order(self):
        return self.order_by("begins_after", "pk")


@audited(hidden=["title", "summary", "led_by"])
class ProgrammeItem(models.Model):
    """One part of the programme. It stands so many minutes after the start, so it moves along with the meeting."""

    meeting = models.ForeignKey(ThemeMeeting, models.CASCADE, related_name="programme", verbose_name=_("theme meeting"))
    begins_after = models.PositiveSmallIntegerField(_("minutes after the start of the meeting"))
    lasts = models.PositiveSmallIntegerField(_("minutes it lasts"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("what happens"), max_length=240, blank=True)
    led_by = models.CharField(_("led by"), max_length=120, blank=True)

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the programme")
        verbose_name_plural = _("programme")
        constraints = [
            models.CheckConstraint(
                condition=Q(lasts__range=(1, 720)),
                name="programme_item_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def starts_at(self):
        """The moment it begins; set it once the meeting is known."""
        return self.meeting.starts_at + self.begins_after * MINUTE

    @starts_at.setter
    def starts_at(self, moment):
        self.begins_after = (moment - self.meeting.starts_at) // MINUTE

    @property
    def ends_at(self):
        """The moment it ends; set it after the start."""
        return self.starts_at + self.lasts * MINUTE

    @ends_at.setter
    def ends_at(self, moment):
        self.lasts = (moment - self.starts_at) // MINUTE

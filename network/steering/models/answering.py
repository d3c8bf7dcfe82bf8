"""What happens around a position: every change of it, what is said about an objection, which reminders went out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.history import append_only
from network.base.querysets import PortalQuerySet
from network.schools.models import School
from network.steering.models.framework import FrameworkVersion
from network.steering.models.position import Position


class PositionChangeQuerySet(PortalQuerySet):
    def in_order(self):
        return self.order_by("given_at", "pk")


class PositionChange(models.Model):
    """A position as a school gave it at some moment. The database writes a row at every change, whoever makes it."""

    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="position_changes")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    stance = models.CharField(_("position"), max_length=10, choices=Position.Stance)
    reason = models.TextField(_("reason"), blank=True)
    solved = models.TextField(_("what solved the objection"), blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given at"))

    objects = PositionChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a position")
        verbose_name_plural = _("changes of positions")
        triggers = [append_only("position_change_is_append_only")]

    def __str__(self):
        return f"{self.school}: {self.get_stance_display()}"


class ObjectionRemarkQuerySet(PortalQuerySet):
    def in_order(self):
        return self.order_by("written_at", "pk")


@audited(hidden=["text"])
class ObjectionRemark(models.Model):
    """One message in the talk about the objection of a school; it stays as it was said."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="remarks")
    text = models.TextField(_("message"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))

    objects = ObjectionRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("message about an objection")
        verbose_name_plural = _("messages about objections")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="objection_remark_says_something")]
        triggers = [append_only("objection_remark_is_append_only")]

    def __str__(self):
        return str(self.position)


class PositionReminder(models.Model):
    """A moment at which the portal reminded the schools by itself; a later last day makes new moments."""

    class Moment(models.TextChoices):
        HALF_WAY = "half", _("half-way")
        DAY_BEFORE = "day", _("a day before")

    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="reminders")
    moment = models.CharField(_("kind"), max_length=4, choices=Moment)
    due_on = models.DateField(_("positions until"))
    at = models.DateTimeField(_("moment"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder of a position")
        verbose_name_plural = _("reminders of positions")
        constraints = [models.UniqueConstraint(fields=["version", "moment", "due_on"], name="position_reminder_once")]

    def __str__(self):
        return f"{self.version}: {self.get_moment_display()}"

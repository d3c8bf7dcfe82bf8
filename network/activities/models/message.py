"""What organisers wrote to those who come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.base.audit import audited
from network.base.history import append_only
from network.base.querysets import PortalQuerySet


@audited(hidden=["subject", "text"])
class Message(models.Model):
    """One text, sent to some of those who registered. What was sent stays as it was."""

    class To(models.TextChoices):
        COMING = "coming", _("everyone with a place")
        WAITING = "waiting", _("who is on the waiting list")
        ALL = "all", _("everyone with a place or on the waiting list")
        PRESENT = "present", _("who was there")
        ABSENT = "absent", _("who had a place and was not there")

    AFTERWARDS = (To.PRESENT, To.ABSENT)
    """Nobody needs these to be there, so one may do without them; what is written before is service."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="messages", verbose_name=_("activity"))
    to = models.CharField(_("to whom"), max_length=8, choices=To, default=To.COMING)
    subject = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("text"), max_length=4000)
    people = models.PositiveIntegerField(_("how many got it"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_at = models.DateTimeField(_("sent at"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to participants")
        verbose_name_plural = _("messages to participants")
        triggers = [append_only("message_is_append_only")]
        constraints = [models.CheckConstraint(condition=Q(people__gt=0), name="message_reached_somebody")]

    def __str__(self):
        return self.subject

    @property
    def is_afterwards(self):
        return self.to in self.AFTERWARDS

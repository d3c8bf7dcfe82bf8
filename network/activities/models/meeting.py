"""What a meeting works with: its agenda, its minutes and the actions that come out of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.activities.models.activity import Activity
from network.activities.querysets import groups_of, made_by
from network.base.audit import audited
from network.base.constraints import who_and_when
from network.base.querysets import PortalQuerySet
from network.people.standing import standing_of
from network.steering.models import Decision, FrameworkVersion


def sits_in_meeting(user):
    """What belongs to meetings a person sits in: of the steering group (its backlog too), of one's working groups."""
    standing = standing_of(user)
    if not user.is_authenticated:
        return Q(pk=None)
    seen = made_by(user, "activity__") | Q(activity__working_group__in=groups_of(user))
    if standing.sits_in_steering_group or standing.leads_project:
        seen |= Q(activity=None) | Q(activity__kind=Activity.Kind.STEERING_MEETING)
    return seen


class MeetingQuerySet(PortalQuerySet):
    """What a meeting (in `activity`) works with; read by those who sit in it."""

    def visible_to(self, user):
        return self.filter(sits_in_meeting(user))


class AgendaItemQuerySet(MeetingQuerySet):
    def backlog(self):
        """Waiting for a meeting of the steering group."""
        return self.filter(activity=None, handled_at=None).in_order()

    def in_order(self):
        return self.order_by("rank", "pk")


@audited(hidden=["title", "note"])
class AgendaItem(models.Model):
    """A point for a meeting. Without an activity it waits in the backlog of the steering group."""

    class Purpose(models.TextChoices):
        INFORM = "inform", _("to inform")
        DISCUSS = "discuss", _("to discuss")
        DECIDE = "decide", _("to decide")

    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="agenda_items", verbose_name=_("meeting")
    )
    title = models.CharField(_("what it is about"), max_length=160)
    purpose = models.CharField(_("why it is on the agenda"), max_length=10, choices=Purpose, default=Purpose.DISCUSS)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=15)
    note = models.TextField(_("what you need to know beforehand"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="agenda_items", verbose_name=_("who brings it in")
    )
    version = models.ForeignKey(
        FrameworkVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("framework"),
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("decision to look at again"),
    )
    outcome = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_in",
        verbose_name=_("decision that came out of it"),
    )
    rank = models.PositiveSmallIntegerField(_("place on the agenda"), default=1)
    created_at = models.DateTimeField(_("put in at"))
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 480)),
                name="agenda_item_takes_time",
                violation_error_message=_("An item takes between 1 and 480 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(handled_at__isnull=False), name="agenda_item_decided_is_handled"
            ),
        ]

    def __str__(self):
        return self.title


@audited(hidden=["text"])
class Minutes(models.Model):
    """What was said in a meeting. Adopted minutes never change."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="minutes", verbose_name=_("meeting"))
    text = models.TextField(pgettext_lazy("of a meeting", "minutes"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a meeting", "minutes")
        verbose_name_plural = pgettext_lazy("of a meeting", "minutes")
        constraints = [who_and_when("minutes", "adopted")]
        triggers = [
            pgtrigger.Protect(
                name="adopted_minutes_never_change",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__adopted_at__isnull=False),
            )
        ]

    def __str__(self):
        return _("Minutes of %(meeting)s") % {"meeting": self.activity}


class ActionItemQuerySet(MeetingQuerySet):
    def open(self):
        return self.filter(done_at=None)

    def of(self, user):
        """What a person promised to do."""
        return self.filter(owner=user)

    def visible_to(self, user):
        """One's own, and those of the meetings one sits in."""
        own = Q(owner=user) if user.is_authenticated else Q(pk=None)
        return self.filter(own | sits_in_meeting(user))

    def oldest_deadline_first(self):
        return self.order_by("due_on", "pk")


@audited(hidden=["title"])
class ActionItem(models.Model):
    """Something that one person promised to do before a day."""

    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="action_items", verbose_name=_("meeting")
    )
    title = models.CharField(_("what will be done"), max_length=160)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="action_items", verbose_name=_("by whom")
    )
    due_on = models.DateField(_("before"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("noted at"))
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("action item")
        verbose_name_plural = _("action items")
        constraints = [who_and_when("action_item", "done")]

    def __str__(self):
        return self.title

"""Anything with a date on the network's agenda. One table is the agenda of all lines together."""

import datetime
import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from network.activities.querysets import ActivityQuerySet
from network.base.audit import audited
from network.base.constraints import who_and_when
from network.people.audience import Audience
from network.schools.models import School, Theme
from network.steering.models import Framework, Goal
from network.working_groups.models import WorkingGroup

LINK_SHOWN_BEFORE = datetime.timedelta(hours=24)
"""How long before the start participants get to see the link to join online; the reminder of the day before has it."""


def only_of_kind(name, kind):
    """A trigger for the model of one line: what it adds belongs to an activity of that `kind`.

    The kind of an activity never changes, so this holds for good.
    """
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("activity_ptr_id"),
        when=pgtrigger.Before,
        func=(
            f"IF (SELECT kind FROM activities_activity WHERE id = NEW.activity_ptr_id) <> '{kind}' THEN"
            f" RAISE EXCEPTION 'not an activity of this kind' USING ERRCODE = '23514', CONSTRAINT = '{name}';"
            " END IF; RETURN NEW;"
        ),
    )


SEATS_ARE_COUNTED = pgtrigger.Trigger(
    name="seats_are_counted_by_the_database",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("seats_taken", "people_waiting"),
    when=pgtrigger.Before,
    func=(
        "IF TG_OP = 'INSERT' THEN NEW.seats_taken := 0; NEW.people_waiting := 0;"
        " ELSIF pg_trigger_depth() = 1 THEN"
        " NEW.seats_taken := OLD.seats_taken; NEW.people_waiting := OLD.people_waiting; END IF; RETURN NEW;"
    ),
)
"""Only the trigger on registrations counts; a row that is saved whole cannot put an older count back."""


@audited(
    hidden=["title", "slug", "summary", "description", "place", "directions", "online_link", "cancelled_because"],
    exclude=["seats_taken", "people_waiting"],
)
class Activity(models.Model):
    class Kind(models.TextChoices):
        THEME_MEETING = "theme_meeting", _("theme meeting")
        SCHOOL_VISIT = "school_visit", _("school visit")
        STEERING_MEETING = "steering_meeting", _("steering group")
        GROUP_MEETING = "group_meeting", _("working group")
        NETWORK_DAY = "network_day", _("network day")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    class Stage(models.TextChoices):
        """Where it is in its life: the state, with what follows from the clock and the archive."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")
        ARCHIVED = "archived", _("archived")

    kind = models.CharField(_("line"), max_length=20, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    audience = models.PositiveSmallIntegerField(_("who may see it"), choices=Audience, default=Audience.SCHOOLS)
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    description = models.TextField(_("what happens"), blank=True)
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    directions = models.TextField(_("how to get there"), blank=True)
    online_link = models.URLField(_("link to join online"), blank=True)
    host_school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="hosted_activities", verbose_name=_("host school")
    )
    working_group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("working group")
    )
    framework = models.ForeignKey(
        Framework, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("framework")
    )
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("goal it serves")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("theme")
    )
    series = models.ForeignKey(
        "activities.Series", models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("series")
    )
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    seats_taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)
    people_waiting = models.PositiveSmallIntegerField(_("people waiting"), default=0, editable=False)
    kept_per_school = models.PositiveSmallIntegerField(
        _("places kept for each school"), default=0, help_text=_("Until the moment below; then they are for everyone.")
    )
    kept_until = models.DateTimeField(_("kept until"), null=True, blank=True)
    register_until = models.DateTimeField(_("register until"), null=True, blank=True)
    is_template = models.BooleanField(_("is a template"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="created_activities", verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("made at"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("agreement of the project lead asked at"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_because = models.TextField(_("why it is cancelled"), blank=True)
    archived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField(_("put in the archive at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminder sent at"), null=True, blank=True)
    calendar_uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["starts_at", "id"], name="activity_by_start"),
            models.Index(fields=["ends_at"], name="activity_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gt=0),
                name="activity_has_a_place",
                violation_error_message=_("There must be at least one place. Leave it empty if there is no limit."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(seats_taken__lte=F("capacity")),
                name="activity_seats_within_capacity",
                violation_error_message=_("There cannot be fewer places than there are people who have one."),
            ),
            models.CheckConstraint(
                condition=Q(kept_per_school=0) | Q(capacity__isnull=False, kept_until__isnull=False),
                name="activity_kept_places_end",
                violation_error_message=_("Say how many places there are, and until when places are kept for schools."),
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at=None),
                name="activity_cancelled_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="activity_published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(kind="group_meeting") | Q(working_group__isnull=False),
                name="activity_group_meeting_has_a_group",
                violation_error_message=_("Choose the working group that meets."),
            ),
            models.CheckConstraint(
                condition=Q(kept_until=None) | Q(kept_until__lte=F("starts_at")),
                name="activity_kept_places_end_before_it_starts",
                violation_error_message=_("Places can be kept until the start at the latest."),
            ),
            models.CheckConstraint(
                condition=Q(register_until=None) | Q(register_until__lte=F("starts_at")),
                name="activity_registering_ends_before_it_starts",
                violation_error_message=_("People can register until the start at the latest."),
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None) | ~Q(state="draft"), name="activity_archived_is_no_draft"
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.MY_SCHOOL) | Q(host_school__isnull=False),
                name="activity_for_a_school_has_one",
                violation_error_message=_("Choose the host school: only its people will see this."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.WORKING_GROUP)
                | Q(kind="steering_meeting")
                | Q(working_group__isnull=False),
                name="activity_for_a_group_has_one",
                violation_error_message=_("Choose the working group: only its members will see this."),
            ),
            models.CheckConstraint(
                condition=Q(is_template=False) | Q(state="draft", series=None), name="activity_template_stays_a_draft"
            ),
            who_and_when("activity", "asked"),
            who_and_when("activity", "published"),
            who_and_when("activity", "cancelled"),
            who_and_when("activity", "archived"),
        ]
        triggers = [
            pgtrigger.FSM(
                name="activity_states",
                field="state",
                transitions=[("draft", "published"), ("published", "cancelled")],
            ),
            pgtrigger.ReadOnly(name="activity_keeps_its_kind", fields=["kind"]),
            SEATS_ARE_COUNTED,
            pgtrigger.Protect(
                name="archived_activity_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__archived_at__isnull=False, new__archived_at__isnull=False),
            ),
        ]

    # Some lines have pages of their own; this floor knows the names of their addresses, not the rooms.
    ROOMS = {
        Kind.THEME_MEETING: "theme_meetings:theme_meeting",
        Kind.SCHOOL_VISIT: "visits:visit",
    }

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.address_to("detail")

    @property
    def place_names_host(self):
        """Whether the place itself says which school it is, so that nobody reads the name twice."""
        return bool(self.host_school and self.host_school.name in self.place)

    def address_to(self, verb):
        """The address of a page of this activity: that of its line where the line has one of its own."""
        room = self.ROOMS.get(self.kind) if verb in {"detail", "edit"} else None
        return reverse(f"{room or 'activities:activity'}_{verb}", args=[self.slug])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def is_archived(self):
        return self.archived_at is not None

    @property
    def has_circle(self):
        """Whether it is a meeting of a fixed circle: the steering group or a working group."""
        return self.kind in {self.Kind.STEERING_MEETING, self.Kind.GROUP_MEETING}

    def copy_parts_to(self, copy):
        """Give another activity of the same line what hangs on this one; a line with more than columns says what."""

    def has_begun(self, *, now):
        return self.starts_at <= now

    def is_over(self, *, now):
        return self.ends_at <= now

    def stage(self, *, now):
        if self.is_archived:
            return self.Stage.ARCHIVED
        return self.Stage.HELD if self.is_published and self.is_over(now=now) else self.Stage(self.state)

    def is_past_deadline(self, *, now):
        """Whether nobody can register any more, or change an answer. Withdrawing is possible until it begins."""
        return bool(self.register_until and self.register_until <= now)

    @property
    def last_day_to_register(self):
        """The date on which one can still register; None without a deadline."""
        return self.register_until and localdate(self.register_until - datetime.timedelta(microseconds=1))

    @property
    def link_shown_from(self):
        return self.starts_at - LINK_SHOWN_BEFORE

    def shows_link(self, *, now):
        """Whether participants get to see the link to join online by now; organisers always do."""
        return bool(self.online_link) and self.link_shown_from <= now

    def is_open(self, *, now):
        """Whether seats can still change hands: published and not begun."""
        return self.is_published and not self.has_begun(now=now)

    def keeps_seats(self, *, now):
        """Whether places are still kept for each school."""
        return bool(self.kept_per_school and self.kept_until and now < self.kept_until)

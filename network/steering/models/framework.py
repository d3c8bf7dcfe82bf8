"""Frameworks: the room within which working groups decide for themselves, version by version."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited, audited_links
from network.base.constraints import who_and_when
from network.base.history import frozen_once
from network.base.querysets import PortalQuerySet
from network.people.standing import standing_of
from network.schools.models import Network, School
from network.steering.models.paragraph import NumberedText
from network.steering.models.vision import Goal


class FrameworkQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Everything for the steering group and the project lead; for other members what was ever adopted."""
        standing = standing_of(user)
        if standing.sits_in_steering_group or standing.leads_project:
            return self
        if not standing.is_member:
            return self.none()
        return self.filter(Exists(FrameworkVersion.objects.ever_adopted().filter(framework=OuterRef("pk"))))

    def in_force(self):
        return self.filter(Exists(FrameworkVersion.objects.in_force().filter(framework=OuterRef("pk"))))

    def with_state(self):
        """Adds `is_in_force`."""
        return self.annotate(is_in_force=Exists(FrameworkVersion.objects.in_force().filter(framework=OuterRef("pk"))))

    def by_title(self):
        return self.order_by("title", "pk")


@audited(shown=["title", "slug"])
class Framework(models.Model):
    """One agreement under one or more goals. What it says stands in its versions."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    goals = models.ManyToManyField(Goal, related_name="frameworks", verbose_name=_("goals it serves"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made at"))

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("steering:framework_detail", args=[self.slug])


@audited_links()
class FrameworkGoal(Framework.goals.through):
    class Meta:
        proxy = True


class FrameworkVersionQuerySet(PortalQuerySet):
    def visible_to(self, user):
        standing = standing_of(user)
        if standing.sits_in_steering_group or standing.leads_project:
            return self
        return self.ever_adopted() if standing.is_member else self.none()

    def proposed(self):
        return self.filter(state=FrameworkVersion.State.PROPOSED)

    def open_for_positions(self, *, on):
        """Proposed versions whose last day for a position is not over on a date."""
        return self.proposed().filter(positions_due_on__gte=on)

    def in_the_making(self):
        return self.filter(state__in=[FrameworkVersion.State.DRAFT, FrameworkVersion.State.PROPOSED])

    def drafts_of(self, user):
        """Drafts that a person began or was the last to change."""
        return self.filter(Q(written_by=user) | Q(edited_by=user), state=FrameworkVersion.State.DRAFT)

    def in_force(self):
        return self.filter(state=FrameworkVersion.State.ADOPTED)

    def ever_adopted(self):
        return self.filter(adopted_at__isnull=False)

    def awaiting_position_of(self, schools):
        """Proposed versions on which at least one of `schools` (keys) has not given its position."""
        silent = School.objects.filter(pk__in=schools).exclude(positions__version=OuterRef("pk"))
        return self.proposed().filter(Exists(silent))

    def with_missing_schools(self, *, on):
        """Adds `missing_schools`: how many schools of the network have not given their position."""
        silent = School.objects.taking_part(on=on).exclude(positions__version=OuterRef("pk"))
        counted = silent.order_by().values(one=models.Value(1)).annotate(number=models.Count("pk")).values("number")
        return self.annotate(missing_schools=Coalesce(models.Subquery(counted), 0))

    def by_deadline(self):
        return self.order_by("positions_due_on", "pk")

    def newest_first(self):
        return self.order_by("-number", "-pk")


# Schools answer to a text: from the proposal on it stays as it is. Rewriting makes a new version.
FIXED_ONCE_PROPOSED = [
    *["framework", "number", "text", "paragraph_ids", "mandate", "written_by", "written_at"],
    *["edited_by", "edited_at", "revision"],
    *["proposed_by", "proposed_at"],
]
FIXED_ONCE_ADOPTED = ["positions_due_on", "adopted_at", "adopted_by"]

OBJECTION_OF_A_SCHOOL_THAT_TAKES_PART = """
    IF EXISTS (
        SELECT 1 FROM steering_position JOIN schools_school ON schools_school.id = steering_position.school_id
        WHERE steering_position.version_id = NEW.id AND steering_position.stance = 'objection'
        AND (schools_school.left_on IS NULL OR schools_school.left_on >= NEW.adopted_at::date)
    ) THEN RAISE EXCEPTION 'a school objects' USING ERRCODE = '23514';
    END IF; RETURN NEW;
"""


# As `Network.quorum_of`; a network that nobody has set up yet has the quorum that the column begins with.
QUORUM_OF_THE_SCHOOLS_THAT_TAKE_PART = """
    IF (SELECT count(steering_position.id) < greatest(1, ceil(count(*) * coalesce(
            (SELECT quorum_percent FROM schools_network WHERE id = 1), {default}) / 100.0))
        FROM schools_school LEFT JOIN steering_position
        ON steering_position.school_id = schools_school.id AND steering_position.version_id = NEW.id
        WHERE schools_school.joined_on <= (NEW.adopted_at AT TIME ZONE '{zone}')::date
        AND (schools_school.left_on IS NULL
            OR schools_school.left_on >= (NEW.adopted_at AT TIME ZONE '{zone}')::date)
    ) THEN RAISE EXCEPTION 'no quorum' USING ERRCODE = '23514';
    END IF; RETURN NEW;
""".format(default=Network._meta.get_field("quorum_percent").default, zone=settings.TIME_ZONE)


@audited(hidden=["text", "mandate"])
class FrameworkVersion(NumberedText, models.Model):
    """One text of a framework on its way from draft to adopted. Once adopted it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed")
        ADOPTED = "adopted", _("in force")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("taken back")

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    text = models.TextField(_("text"))
    paragraph_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    mandate = models.TextField(
        _("mandate"),
        help_text=_("What may a working group decide on its own? Think of number, budget, themes and period."),
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    revision = models.PositiveIntegerField(
        _("revision"),
        default=0,
        help_text=_("Counts each time the draft was saved, so that nobody overwrites another."),
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    positions_due_on = models.DateField(_("positions until"), null=True, blank=True)
    reminded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a framework")
        verbose_name_plural = _("versions of frameworks")
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_version_number_once"),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(state="adopted"), name="framework_one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["framework"],
                condition=Q(state__in=["draft", "proposed"]),
                name="framework_one_version_in_the_making",
                violation_error_message=_("A new version of this framework is already being written."),
            ),
            who_and_when("framework_version", "edited"),
            who_and_when("framework_version", "proposed"),
            who_and_when("framework_version", "reminded"),
            who_and_when("framework_version", "adopted"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(proposed_at__isnull=False, positions_due_on__isnull=False),
                name="framework_version_proposed_with_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["adopted", "superseded"], adopted_at__isnull=False)
                | Q(state__in=["draft", "proposed", "withdrawn"], adopted_at=None),
                name="framework_version_adopted_has_a_moment",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="framework_version_states",
                field="state",
                transitions=[
                    ("draft", "proposed"),
                    ("draft", "withdrawn"),
                    ("proposed", "withdrawn"),
                    ("proposed", "adopted"),
                    ("adopted", "superseded"),
                ],
            ),
            pgtrigger.Trigger(
                name="adopted_without_objection",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state="proposed", new__state="adopted"),
                func=OBJECTION_OF_A_SCHOOL_THAT_TAKES_PART,
            ),
            pgtrigger.Trigger(
                name="adopted_with_a_quorum",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state="proposed", new__state="adopted"),
                func=QUORUM_OF_THE_SCHOOLS_THAT_TAKE_PART,
            ),
            *frozen_once("proposed_version", "proposed_at", columns=FIXED_ONCE_PROPOSED),
            *frozen_once("adopted_version", "adopted_at", columns=FIXED_ONCE_ADOPTED),
        ]

    def __str__(self):
        return _("%(title)s, version %(number)s") % {"title": self.framework.title, "number": self.number}

    def get_absolute_url(self):
        return reverse("steering:version_detail", args=[self.framework.slug, self.number])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_proposed(self):
        return self.state == self.State.PROPOSED

    @property
    def is_in_force(self):
        return self.state == self.State.ADOPTED

    def takes_positions(self, *, on):
        """Whether schools may still give or change their position on a date; the last day counts."""
        return self.is_proposed and on <= self.positions_due_on

"""The shared vision, the goals under it, and how each school stands behind the vision."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import ends_after_start, who_and_when
from network.base.history import frozen_once
from network.base.querysets import PortalQuerySet
from network.people.standing import standing_of
from network.schools.models import School
from network.steering.models.paragraph import NumberedText


class SharedVisionQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """What was adopted is for every member; a new version in writing for the project lead alone."""
        standing = standing_of(user)
        if standing.leads_project:
            return self
        return self.filter(adopted_at__isnull=False) if standing.is_member else self.none()

    def in_force(self):
        """The vision that the network works from now, or None before the first was adopted."""
        return self.filter(adopted_at__isnull=False).order_by("-number").first()


@audited(hidden=["text"])
class SharedVision(NumberedText, models.Model):
    """What the schools want together. A new version takes the place of the one before it, which stays readable."""

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    text = models.TextField(_("text"))
    paragraph_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("adopted by")
    )

    objects = SharedVisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared vision")
        verbose_name_plural = _("shared visions")
        constraints = [who_and_when("shared_vision", "adopted")]
        triggers = frozen_once(
            "adopted_vision", "adopted_at", columns=["number", "text", "paragraph_ids", "adopted_at", "adopted_by"]
        )

    def __str__(self):
        return _("Shared vision, version %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return reverse("steering:vision")


class GoalQuerySet(PortalQuerySet):
    def visible_to(self, user):
        return self if standing_of(user).is_member else self.none()

    def current(self, *, on):
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))

    def in_order(self):
        return self.order_by("rank", "pk")


@audited(shown=["title", "slug"], hidden=["summary"])
class Goal(models.Model):
    """What the network wants to reach within the shared vision. It ends; it is not deleted."""

    title = models.CharField(_("goal"), max_length=120)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    summary = models.TextField(_("what we want to see in the schools"))
    rank = models.PositiveSmallIntegerField(_("place in the list"), default=1)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [ends_after_start("goal")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("steering:goal_detail", args=[self.slug])


@audited(hidden=["note"])
class Endorsement(models.Model):
    """How far one school works by one version of the shared vision."""

    class Level(models.TextChoices):
        APPLIED = "applied", _("we work by it")
        PARTLY = "partly", _("partly")
        NOT_YET = "not_yet", _("not yet")

    vision = models.ForeignKey(SharedVision, models.PROTECT, related_name="endorsements")
    school = models.ForeignKey(School, models.PROTECT, related_name="endorsements")
    level = models.CharField(_("how far are you?"), max_length=10, choices=Level)
    note = models.TextField(_("what does it look like in your school?"), blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given at"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        constraints = [models.UniqueConstraint(fields=["vision", "school"], name="endorsement_once_per_school")]

    def __str__(self):
        return f"{self.school}: {self.get_level_display()}"

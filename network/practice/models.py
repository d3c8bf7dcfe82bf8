"""Practice stories: what teachers tried, also when it did not work, and what others say to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.activities.models import Activity
from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.people.audience import Audience, open_to
from network.people.standing import standing_of
from network.schools.models import School, Theme
from network.steering.models import Framework
from network.working_groups.models import GroupMembership, WorkingGroup


class PracticeStoryQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """What the ladder opens to a person. Nobody reads below it by office, the project lead neither."""
        published = Q(published_at__isnull=False)
        shown = published & Q(audience__gte=open_to(user))
        if not user.is_authenticated:
            return self.filter(shown)
        my_groups = GroupMembership.objects.filter(user=user, ends_on=None).values("group")
        circles = Q(audience__gte=Audience.MY_SCHOOL, school__in=standing_of(user).school_ids)
        circles |= Q(audience__gte=Audience.WORKING_GROUP, working_group__in=my_groups)
        return self.filter(shown | published & circles | Q(author=user))

    def public(self):
        return self.filter(audience=Audience.PUBLIC, published_at__isnull=False)

    def latest_first(self):
        return self.order_by("-published_at", "-pk")


# What is told in confidence stays out of the audit trail; who changed a story and when is in it.
CONFIDENTIAL = ["title", "wanted", "did", "happened", "differently"]


@audited(exclude=CONFIDENTIAL)
class PracticeStory(models.Model):
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stories")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="stories")
    working_group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("working group")
    )
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    wanted = models.TextField(_("what we wanted"), blank=True)
    did = models.TextField(_("what we did"), blank=True)
    happened = models.TextField(_("what happened"), blank=True)
    differently = models.TextField(_("what we would do differently"), blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("theme"))
    framework = models.ForeignKey(
        Framework, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("framework")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("began at")
    )
    audience = models.PositiveSmallIntegerField(_("who may read it"), choices=Audience, default=Audience.ONLY_ME)
    written_at = models.DateTimeField(_("written at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = PracticeStoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice story")
        verbose_name_plural = _("practice stories")
        constraints = [
            models.CheckConstraint(
                condition=~Q(audience=Audience.WORKING_GROUP) | Q(working_group__isnull=False),
                name="practice_story_for_a_group_names_it",
                violation_error_message=_("Choose the working group that may read it."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.MY_SCHOOL) | Q(school__isnull=False),
                name="practice_story_for_a_school_names_it",
                violation_error_message=_("You can share with your school once you belong to one."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("practice:story_detail", args=[self.slug])


@audited(exclude=["text"])
class Response(models.Model):
    """What a reader says to a story: a thought, or that they tried it too."""

    class Kind(models.TextChoices):
        THOUGHT = "thought", _("response")
        TRIED = "tried", _("we tried this too")

    story = models.ForeignKey(PracticeStory, models.CASCADE, related_name="responses")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="story_responses")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.THOUGHT)
    text = models.TextField(_("what do you want to say?"))
    written_at = models.DateTimeField(_("written at"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self):
        return f"{self.author}, {self.story}"

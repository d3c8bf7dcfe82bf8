"""Practice stories: what teachers tried, also when it did not work, and what others say to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.activities.models import Activity
from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.people.audience import Audience, open_to
from network.people.models import Membership
from network.schools.models import School, Theme
from network.steering.models import Framework
from network.working_groups.models import GroupMembership, WorkingGroup


def readable(*, person, rung, on, column="audience", story=""):
    """The condition under which the ladder opens a row. Nobody reads below it by office, the project lead neither.

    `person` (a key) may read from `rung` upwards by role, and on a date belongs to schools and working groups. `column`
    holds the audience of the row; `story` leads (as `story__`) to the school and the working group that are meant.
    """
    schools = Membership.objects.current(on=on).filter(user=person, school__isnull=False).values("school")
    groups = GroupMembership.objects.of(person, on=on).values("group")
    return (
        Q(**{f"{column}__gte": rung})
        | Q(**{f"{column}__gte": Audience.MY_SCHOOL, f"{story}school__in": schools})
        | Q(**{f"{column}__gte": Audience.WORKING_GROUP, f"{story}working_group__in": groups})
    )


class PracticeStoryQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """What its author shared with a person, and one's own drafts."""
        if not user.is_authenticated:
            return self.published().filter(audience__gte=open_to(user))
        return self.of_or_shared_with(user.pk, rung=open_to(user).value, on=user.standing.day)

    def of_or_shared_with(self, person, *, rung, on):
        """The same for somebody given by key, who may read from `rung` upwards by role."""
        shared = readable(person=person, rung=rung, on=on)
        return self.filter(Q(published_at__isnull=False) & shared | Q(author=person))

    def published(self):
        return self.filter(published_at__isnull=False)

    def drafts_of(self, user):
        return self.filter(author=user, published_at=None).order_by("-written_at", "-pk")

    def public(self):
        return self.published().filter(audience=Audience.PUBLIC)

    def latest_first(self):
        return self.order_by("-published_at", "-pk")

    def for_list(self):
        """With what a line of a list shows."""
        return self.select_related("author", "school", "theme", "working_group")


# How a reader hears with whom a story was shared.
SHARED_WITH = {
    Audience.ONLY_ME: _("only yourself"),
    Audience.MY_SCHOOL: _("the own school"),
    Audience.WORKING_GROUP: _("the working group"),
    Audience.SCHOOLS: _("the schools"),
    Audience.SCHOOLS_AND_PARTNERS: _("schools and partners"),
    Audience.FUNDERS: _("schools, partners and funders"),
    Audience.PUBLIC: _("everyone"),
}

# What is told in confidence stays out of the audit trail; who changed a story and when is in it.
CONFIDENTIAL = ["title", "wanted", "did", "happened", "differently"]


@audited(exclude=CONFIDENTIAL, hidden=["slug"])
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
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("theme")
    )
    framework = models.ForeignKey(
        Framework, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("framework")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("began at")
    )
    audience = models.PositiveSmallIntegerField(_("who may read it"), choices=Audience, default=Audience.ONLY_ME)
    written_at = models.DateTimeField(_("written at"))
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True, help_text=_("Since when its present readers can read it.")
    )

    objects = PracticeStoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice story")
        verbose_name_plural = _("practice stories")
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="practice_story_latest",
                condition=Q(published_at__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "title"],
                name="practice_story_title_once_per_author",
                violation_error_message=_("You already have a story with this title."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(audience=Audience.ONLY_ME),
                name="practice_story_published_has_readers",
                violation_error_message=_("Choose who may read your story."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(did="") & ~Q(happened=""),
                name="practice_story_published_tells_what_happened",
                violation_error_message=_("Tell what you did and what happened before you share your story."),
            ),
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

    @property
    def shared_with(self):
        """The circle by name: the school or working group, or the words for a wider one."""
        named = {Audience.MY_SCHOOL: self.school, Audience.WORKING_GROUP: self.working_group}
        return str(named.get(self.audience) or SHARED_WITH[self.audience])

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def is_complete(self):
        """Whether there is enough in it to share."""
        return bool(self.did.strip() and self.happened.strip())


class ResponseQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Of a story that one may read: what was said to a circle that one is in, and one's own.

        Someone who answered in a small circle is not overheard by a larger one when the author opens the story later.
        """
        if not user.is_authenticated:
            return self.none()
        heard = readable(person=user.pk, rung=open_to(user), on=user.standing.day, column="said_to", story="story__")
        return self.filter(
            heard | Q(author=user) | Q(story__author=user), story__in=PracticeStory.objects.visible_to(user)
        )

    def oldest_first(self):
        return self.order_by("written_at", "pk")


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
    said_to = models.PositiveSmallIntegerField(
        _("said to"),
        choices=Audience,
        default=Audience.ONLY_ME,
        help_text=_("Who could read the story when this was written."),
    )
    written_at = models.DateTimeField(_("written at"))

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.UniqueConstraint("story", "author", "kind", MD5("text"), name="response_once"),
        ]

    def __str__(self):
        return f"{self.author}, {self.story}"

    @property
    def is_trial(self):
        return self.kind == self.Kind.TRIED

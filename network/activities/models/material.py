"""What there is to read or use with an activity: files and links in versions, each on its own rung of the ladder."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.activities.models.registration import Registration
from network.activities.querysets import groups_of, made_by, schools_of
from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.people.audience import Audience, open_to
from network.people.standing import standing_of
from network.schools.models import School


def in_circle_of(user):
    """A condition: activities whose small circle a person is of. Those who organise it, its group, who has a place."""
    mine = Registration.objects.confirmed().filter(user=user).values("activity")
    circle = made_by(user, "activity__") | Q(activity__working_group__in=groups_of(user)) | Q(activity__in=mine)
    standing = standing_of(user)
    if standing.sits_in_steering_group or standing.leads_project:
        circle |= Q(activity__kind=Activity.Kind.STEERING_MEETING)
    return circle


class MaterialQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """What the ladder opens; besides, one must be able to read the activity itself (`permissions.can_read`)."""
        opened = Q(audience__gte=open_to(user))
        if not user.is_authenticated:
            return self.filter(opened)
        opened |= Q(added_by=user)
        if standing_of(user).is_member:
            opened |= Q(audience__gte=Audience.WORKING_GROUP) & in_circle_of(user)
            opened |= Q(audience__gte=Audience.MY_SCHOOL, school__in=schools_of(user))
        return self.filter(opened)

    def for_page(self):
        """With every version but not the files themselves, in the order in which they came."""
        versions = MaterialVersion.objects.defer("content").order_by("-number")
        return (
            self.select_related("added_by")
            .prefetch_related(models.Prefetch("versions", versions, to_attr="all_versions"))
            .order_by("added_at", "pk")
        )


@audited(hidden=["title"])
class Material(models.Model):
    """One file or link. Whoever added it decides who may see it, and alone gives a new version."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="materials", verbose_name=_("activity"))
    title = models.CharField(_("what it is"), max_length=120)
    audience = models.PositiveSmallIntegerField(_("who may see it"), choices=Audience, default=Audience.ONLY_ME)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school of who added it")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="materials", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"))

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "added_by", "title"],
                name="material_title_once",
                violation_error_message=_("You added this already. Give that one a new version instead."),
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.MY_SCHOOL) | Q(school__isnull=False),
                name="material_for_a_school_has_one",
                violation_error_message=_("You are of no school, so choose somebody else who may see it."),
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="material_keeps_its_place", fields=["activity", "added_by", "added_at"])]

    def __str__(self):
        return self.title

    @property
    def latest(self):
        return self.all_versions[0]

    @property
    def earlier(self):
        return self.all_versions[1:]

    @property
    def shared_with(self):
        """In words, for a reader."""
        in_words = {
            Audience.MY_SCHOOL: _("one school"),
            Audience.WORKING_GROUP: _("who takes part"),
            Audience.PUBLIC: _("everyone"),
        }
        return in_words.get(self.audience) or Audience(self.audience).label


@audited(shown=["media_type"], hidden=["name", "link", "note"], exclude=["content"])
class MaterialVersion(models.Model):
    """A file or a link as it was given; what changes is a next version. The file is in the database, as the logo is."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="versions", verbose_name=_("material"))
    number = models.PositiveSmallIntegerField(_("version"))
    link = models.URLField(_("link"), max_length=500, blank=True)
    name = models.CharField(_("name of the file"), max_length=120, blank=True)
    media_type = models.CharField(_("kind of file"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    content = models.BinaryField(null=True)
    note = models.CharField(_("what changed"), max_length=160, blank=True)
    added_at = models.DateTimeField(_("added at"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a material")
        verbose_name_plural = _("versions of materials")
        constraints = [
            models.UniqueConstraint(fields=["material", "number"], name="material_version_number_once"),
            models.CheckConstraint(
                condition=Q(name="", content=None, size=0, media_type="") & ~Q(link="")
                | Q(link="", content__isnull=False, size__gt=0) & ~Q(name="") & ~Q(media_type=""),
                name="material_version_is_a_file_or_a_link",
            ),
        ]
        triggers = [pgtrigger.Protect(name="material_version_never_changes", operation=pgtrigger.Update)]

    def __str__(self):
        return self.name or self.link

    @property
    def is_link(self):
        return bool(self.link)

    @cached_property
    def ending(self):
        """What kind of file it is, in the letters people know."""
        return self.name.rpartition(".")[2].upper()

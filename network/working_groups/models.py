"""Working groups: teachers and specialists who organise activities inside an adopted framework."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited, audited_links
from network.base.constraints import current, ends_after_start
from network.base.querysets import PortalQuerySet
from network.people.models import User
from network.people.standing import standing_of
from network.schools.models import Theme
from network.steering.models import Framework


class WorkingGroupQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Members of the network see which groups there are."""
        return self if standing_of(user).is_member else self.none()

    def current(self, *, on):
        return self.filter(current(on))

    def of(self, user, *, on):
        """The groups in which a person sits on a date."""
        return self.filter(pk__in=GroupMembership.objects.of(user, on=on).values("group"))

    def with_size(self, *, on):
        """Adds `size`: how many people are in each group on a date."""
        size = models.Count("memberships", filter=current(on, prefix="memberships__"))
        return self.annotate(size=size)

    def by_name(self):
        return self.order_by("name", "pk")


@audited(shown=["name", "slug"], hidden=["purpose"])
class WorkingGroup(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    purpose = models.TextField(_("what the group wants to reach"))
    frameworks = models.ManyToManyField(
        Framework, blank=True, related_name="working_groups", verbose_name=_("frameworks it works in")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="working_groups", verbose_name=_("themes"))
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="GroupMembership", related_name="working_groups", verbose_name=_("members")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        constraints = [ends_after_start("working_group")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("working_groups:working_group_detail", args=[self.slug])

    def is_at_work(self, *, on):
        """Begun, and not ended before a date."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


@audited_links()
class GroupFramework(WorkingGroup.frameworks.through):
    class Meta:
        proxy = True


@audited_links()
class GroupTheme(WorkingGroup.themes.through):
    class Meta:
        proxy = True


class GroupMembershipQuerySet(PortalQuerySet):
    def current(self, *, on):
        """What is written down for a date, also of people who have left the network."""
        return self.filter(current(on))

    def sitting(self, *, on):
        """Who really sits in a group on a date: whoever leaves the network leaves its groups with it."""
        return self.current(on=on).filter(user__in=User.objects.taking_part(on=on).values("pk"))

    def of(self, person, *, on):
        """The groups that a person (or a key) sits in on a date."""
        return self.sitting(on=on).filter(user=person)


@audited()
class GroupMembership(models.Model):
    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="memberships", verbose_name=_("working group"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="group_memberships", verbose_name=_("person")
    )
    is_chair = models.BooleanField(_("leads the group"), default=False)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a working group")
        verbose_name_plural = _("members of working groups")
        constraints = [
            ends_after_start("group_membership"),
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(ends_on=None),
                name="group_membership_once",
                violation_error_message=_("This person is already in the group."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.group}"

"""Activities that belong together: the same on several days, or one after the other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.activities.querysets import groups_of
from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.people.standing import standing_of
from network.working_groups.models import WorkingGroup


class SeriesQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Whoever sees one of its dates, and those who make it."""
        dates = self.model.activities.rel.related_model.objects.visible_to(user).filter(series__isnull=False)
        seen = Q(pk__in=dates.values("series"))
        if standing_of(user).is_member:
            seen |= Q(made_by=user) | Q(working_group__in=groups_of(user))
        return self.filter(seen)


@audited(hidden=["title", "slug", "summary"])
class Series(models.Model):
    """Has a page of its own. Every date is an activity with its own places."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    working_group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="series", verbose_name=_("working group")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"))

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:series_detail", args=[self.slug])

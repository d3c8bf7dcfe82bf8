"""Decisions of the steering group. Written once, never edited: a later decision replaces an earlier one."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.columns import StoredColumn
from network.base.history import append_only
from network.base.querysets import PortalQuerySet
from network.people.standing import standing_of
from network.steering.models.framework import FrameworkVersion

DUTCH = "dutch"


class DecisionQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Decisions are readable by all members."""
        return self if standing_of(user).is_member else self.none()

    def latest_first(self):
        return self.order_by("-decided_at", "-pk")

    def due_for_review(self, *, on):
        """Decisions that the steering group wanted to look at again on or before a date, the longest due first."""
        return self.filter(review_on__lte=on).order_by("review_on", "pk")


@audited(shown=["title"], hidden=["text"], exclude=["search"])
class Decision(models.Model):
    title = models.CharField(_("decision"), max_length=160)
    text = models.TextField(_("text"), blank=True)
    version = models.OneToOneField(
        FrameworkVersion, models.PROTECT, null=True, blank=True, related_name="decision", verbose_name=_("framework")
    )
    positions = models.JSONField(
        _("positions"),
        default=list,
        blank=True,
        help_text=_("Of each school its name, position and reason, as they stood at that moment."),
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"))
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)

    search = StoredColumn(
        expression=SearchVector("title", weight="A", config=DUTCH) + SearchVector("text", weight="B", config=DUTCH),
        output_field=SearchVectorField(),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [GinIndex(fields=["search"], name="decision_search")]
        triggers = [append_only("decision_is_append_only")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("steering:decision_detail", args=[self.pk])

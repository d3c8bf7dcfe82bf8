"""Partners of the network, what they contribute, and the grants they give."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import ends_after_start, takes_part
from network.base.querysets import PortalQuerySet


class PartnerQuerySet(PortalQuerySet):
    def taking_part(self, *, on):
        """Partners that belong to the network on a date."""
        return self.filter(takes_part(on))

    def begun(self, *, on):
        """Partners that take part or once did; one that left keeps its page."""
        return self.filter(joined_on__lte=on)

    def with_contributions(self):
        """With `offered`: what each contributes now."""
        return self.prefetch_related(
            models.Prefetch("contributions", queryset=Contribution.objects.on_offer(), to_attr="offered")
        )

    def by_name(self):
        return self.order_by("name", "pk")


@audited(shown=["name", "slug", "introduction", "website"])
class Partner(models.Model):
    """An organisation that is no school and helps the network: with content, as co-organiser, or with money."""

    class Kind(models.TextChoices):
        FOUNDATION = "foundation", _("foundation")
        UNIVERSITY = "university", _("university of applied sciences")
        EDUCATION_NETWORK = "education_network", _("education network")
        MUNICIPALITY = "municipality", _("municipality")
        OTHER = "other", _("other organisation")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    is_funder = models.BooleanField(
        _("gives a grant"), default=False, help_text=_("A funder sees totals of the network, never persons.")
    )
    introduction = models.TextField(_("introduction"), blank=True)
    website = models.URLField(_("website"), blank=True)
    joined_on = models.DateField(_("takes part since"))
    left_on = models.DateField(_("last day"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [ends_after_start("partner", start="joined_on", end="left_on")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:partner_detail", args=[self.slug])

    def has_left(self, *, on):
        return self.left_on is not None and self.left_on < on


class ContributionQuerySet(PortalQuerySet):
    def on_offer(self):
        return self.filter(is_offered=True).order_by("title", "pk")


@audited(shown=["title", "summary", "website"])
class Contribution(models.Model):
    """Something a partner offers to the schools: a workshop, research, a place, time of an expert."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contributions", verbose_name=_("partner"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it is"))
    website = models.URLField(_("read more"), blank=True)
    is_offered = models.BooleanField(_("on offer now"), default=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")

    def __str__(self):
        return self.title


class GrantQuerySet(PortalQuerySet):
    def latest_first(self):
        return self.order_by("-starts_on", "-pk")


@audited(shown=["title", "reference"])
class Grant(models.Model):
    """Money of a funder for a period, with the decision that it rests on."""

    funder = models.ForeignKey(Partner, models.PROTECT, related_name="grants", verbose_name=_("funder"))
    title = models.CharField(_("title"), max_length=120)
    reference = models.CharField(_("reference of the decision"), max_length=60, unique=True)
    decided_on = models.DateField(_("date of the decision"))
    maximum_amount = models.DecimalField(_("maximum amount in euros"), max_digits=10, decimal_places=2)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    account_due_on = models.DateField(_("account due on"))

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            ends_after_start("grant"),
            models.CheckConstraint(
                condition=Q(maximum_amount__gt=0),
                name="grant_is_more_than_nothing",
                violation_error_message=_("A grant is more than 0 euros."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.reference})"

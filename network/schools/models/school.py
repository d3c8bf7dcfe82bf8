"""Schools, the boards that govern them and the sectors they teach in."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import ends_after_start, takes_part
from network.base.querysets import PortalQuerySet


@audited(shown=["name", "number"])
class SchoolBoard(models.Model):
    """The legal body that governs schools (bevoegd gezag)."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    number = models.CharField(
        _("board number"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{5}$", _("A board number has five digits."))],
        help_text=_("The five digits that DUO gives a board; zeros at the front count."),
    )

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("school board")
        verbose_name_plural = _("school boards")
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="school_board_number_once")
        ]

    def __str__(self):
        return self.name


@audited(shown=["code", "name", "english_name"])
class Sector(models.Model):
    """A sector of education, such as primary education (po)."""

    code = models.SlugField(_("abbreviation"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=80)
    english_name = models.CharField(_("name in English"), max_length=80)

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")

    def __str__(self):
        return self.english_name if get_language() == "en" else self.name


class SchoolQuerySet(PortalQuerySet):
    def taking_part(self, *, on):
        """Schools that belong to the network on a date."""
        return self.filter(takes_part(on))

    def begun(self, *, on):
        """Schools that take part or once did; one that left keeps its page, with its past."""
        return self.filter(joined_on__lte=on)

    def by_name(self):
        return self.select_related("board", "sector").order_by("name", "pk")

    def by_sector(self):
        return self.select_related("board", "sector").order_by("sector", "name", "pk")


@audited(shown=["name", "slug", "brin", "address", "city", "website", "introduction", "can_show", "wants_to_learn"])
class School(models.Model):
    """A school of the network. One that leaves gets a last day and keeps its past."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    board = models.ForeignKey(SchoolBoard, models.PROTECT, related_name="schools", verbose_name=_("school board"))
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="schools", verbose_name=_("sector"))
    brin = models.CharField(
        _("BRIN"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{2}[A-Z]{2}([0-9]{2})?$", _("A BRIN looks like 00AB or 00AB01."))],
    )
    address = models.CharField(_("address"), max_length=120, blank=True)
    city = models.CharField(_("place"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    can_show = models.TextField(_("what others can come and see"), blank=True)
    wants_to_learn = models.TextField(_("what we want to learn"), blank=True)
    joined_on = models.DateField(_("takes part since"))
    left_on = models.DateField(_("last day"), null=True, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        constraints = [
            ends_after_start("school", start="joined_on", end="left_on"),
            models.UniqueConstraint(fields=["brin"], condition=~Q(brin=""), name="school_brin_once"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("schools:school_detail", args=[self.slug])

    def takes_part(self, *, on):
        """As `taking_part` of the queryset, for a school that was fetched."""
        return self.joined_on <= on and not self.has_left(on=on)

    def has_left(self, *, on):
        return self.left_on is not None and self.left_on < on

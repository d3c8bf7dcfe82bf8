"""The network itself: its name and norms, the themes it works on, the holidays of its region."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import ends_after_start
from network.base.prepared import prepared
from network.base.querysets import PortalQuerySet

GREEN, YELLOW = "#0f4c3a", "#f6bd16"
is_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as # and six digits or letters, such as #0f4c3a."))


class NetworkQuerySet(PortalQuerySet):
    def here(self):
        """The network of this portal; one with a neutral name until somebody has set it up."""
        return next(iter(_rows()), None) or Network(name=str(_("School network")))

    def in_year(self, year):
        """The network of this portal with the norms that hold in a school year, in one query.

        Those of its own row hold before any were set.
        """
        norms = YearNorms.objects.filter(first_year__lte=year.first).order_by("-first_year")
        held = norms.values(json=JSONObject(**{name: name for name in NORMS}))[:1]
        network = self.annotate(norms_held=Subquery(held)).order_by("pk").first() or self.here()
        for name, value in (getattr(network, "norms_held", None) or {}).items():
            setattr(network, name, value)
        return network


@audited(
    shown=[
        "name",
        "region",
        "introduction",
        "contact_email",
        "privacy_email",
        "brand_colour",
        "accent_colour",
        "logo_digest",
    ]
)
class Network(models.Model):
    """The one row that says which network this portal belongs to and what it asks of itself in a school year."""

    name = models.CharField(_("name"), max_length=80)
    region = models.CharField(_("region"), max_length=80, blank=True)
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Two or three sentences for the home page.")
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    privacy_email = models.EmailField(
        _("address for questions about privacy"), blank=True, help_text=_("Empty for the contact address.")
    )
    logo_digest = models.CharField(_("logo"), max_length=32, blank=True, editable=False)
    brand_colour = models.CharField(
        _("main colour"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("Such as #0f4c3a; empty for the portal's green. It is made darker or lighter where text needs it."),
    )
    accent_colour = models.CharField(
        _("second colour"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("Such as #f6bd16; empty for the portal's yellow."),
    )
    theme_meetings_per_year = models.PositiveSmallIntegerField(_("theme meetings in a school year"), default=5)
    people_per_school = models.PositiveSmallIntegerField(_("people of each school at a theme meeting"), default=2)
    visits_per_year = models.PositiveSmallIntegerField(_("school visits in a school year"), default=3)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum of schools, in per cent"),
        default=60,
        help_text=_("So many of the schools must have given their position before a framework can be adopted."),
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("network")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="network_one_row", violation_error_message=_("A portal has one network.")
            ),
            models.CheckConstraint(
                condition=Q(quorum_percent__range=(1, 100)),
                name="network_quorum_is_a_percentage",
                violation_error_message=_("A quorum lies between 1 and 100 per cent."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def colours(self):
        """The main and the second colour, the portal's own where the network has chosen none."""
        return self.brand_colour or GREEN, self.accent_colour or YELLOW

    @property
    def stylesheet_url(self):
        """The address of the style sheet with the network's colours, or nothing when it has none of its own."""
        own = self.brand_colour or self.accent_colour
        return f"{reverse('network_colours')}?{'-'.join(self.colours).replace('#', '')}" if own else ""

    @property
    def logo_url(self):
        """The address of the logo, another one for every picture; nothing without a logo."""
        return reverse("network_logo", args=[self.logo_digest]) if self.logo_digest else ""

    @property
    def privacy_contact(self):
        return self.privacy_email or self.contact_email

    def quorum_of(self, schools):
        """How many of `schools` (a number) make a quorum, rounded up."""
        return -(-schools * self.quorum_percent // 100)


@prepared
def _rows():
    return Network.objects.all()


NORMS = ("theme_meetings_per_year", "people_per_school", "visits_per_year")


@audited()
class YearNorms(models.Model):
    """What the network asks of itself from a school year on, until later norms take over."""

    first_year = models.PositiveSmallIntegerField(
        _("from the school year that begins in"), unique=True, help_text=_("The year of its August, such as 2026.")
    )
    theme_meetings_per_year = models.PositiveSmallIntegerField(_("theme meetings in a school year"))
    people_per_school = models.PositiveSmallIntegerField(_("people of each school at a theme meeting"))
    visits_per_year = models.PositiveSmallIntegerField(_("school visits in a school year"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("norms of a school year")
        verbose_name_plural = _("norms of the school years")
        constraints = [
            models.CheckConstraint(condition=Q(first_year__range=(2000, 2100)), name="year_norms_of_a_likely_year")
        ]

    def __str__(self):
        return f"{self.first_year}–{self.first_year + 1}"


@audited(shown=["digest"], exclude=["content"])
class Logo(models.Model):
    """The picture of the network, in the database so that a backup has it and a change is whole or not at all."""

    digest = models.CharField(max_length=32, unique=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="logo_one_row")]

    def __str__(self):
        return self.digest


class ThemeQuerySet(PortalQuerySet):
    def to_choose(self, *, on, besides=()):
        """Themes that one can choose on a date, and those (keys) that were chosen before."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=on) | Q(pk__in=besides)).order_by("name", "pk")


@audited(shown=["name", "slug"])
class Theme(models.Model):
    """A subject that runs through meetings, visits, groups and stories, such as language policy."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("name in the address"), max_length=80, unique=True)
    ended_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("After that nobody chooses it any more; what is about it stays."),
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self):
        return self.name


class SchoolHolidayQuerySet(PortalQuerySet):
    def between(self, first, last):
        """Holidays that touch the days from `first` up to and including `last`, in order."""
        return self.filter(starts_on__lte=last, ends_on__gte=first).order_by("starts_on", "pk")


@audited(shown=["name"])
class SchoolHoliday(models.Model):
    """Days on which the schools of the region are closed."""

    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        constraints = [ends_after_start("school_holiday")]

    def __str__(self):
        return self.name

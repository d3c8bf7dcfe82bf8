"""The privacy statement, version by version, and who accepted which one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.history import append_only, frozen_once
from network.base.querysets import PortalQuerySet

FIXED = ["number", "text", "english_text", "what_changed", "asks_acceptance", "published_by", "published_at"]


class StatementQuerySet(PortalQuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def draft(self):
        return self.filter(published_at=None).first()

    def newest_first(self):
        return self.order_by("-number")


@audited(shown=["text", "english_text", "what_changed"])
class Statement(models.Model):
    """One version, in Dutch and in English. Once published it never changes; a later version takes its place."""

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    text = models.TextField(_("text in Dutch"))
    english_text = models.TextField(_("text in English"))
    what_changed = models.TextField(_("what is different from the version before"), blank=True)
    asks_acceptance = models.BooleanField(
        _("ask everyone to accept it"),
        default=True,
        help_text=_("Choose this when something changes for people; not for a typing error."),
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(_("written at"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("privacy statement")
        verbose_name_plural = _("privacy statements")
        constraints = [
            models.UniqueConstraint(
                models.F("published_at"),
                name="statement_one_draft",
                condition=Q(published_at=None),
                nulls_distinct=False,
                violation_error_message=_("A new version is already being written."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False)
                | Q(number=1, published_at__isnull=False),
                name="statement_published_by_and_at",
                violation_error_message=_("Who did it and when belong together."),
            ),
        ]
        triggers = frozen_once("published_statement", "published_at", columns=FIXED)

    def __str__(self):
        return _("Privacy statement, version %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return reverse("privacy_version", args=[self.number])

    @property
    def wording(self):
        """The text in the language of the page."""
        return self.english_text if (get_language() or "nl").startswith("en") else self.text


@audited()
class Acceptance(models.Model):
    """That one person accepted one version, and when."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="acceptances", verbose_name=_("person")
    )
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="acceptances", verbose_name=_("privacy statement")
    )
    accepted_at = models.DateTimeField(_("accepted at"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("acceptance of the privacy statement")
        verbose_name_plural = _("acceptances of the privacy statement")
        constraints = [models.UniqueConstraint(fields=["user", "statement"], name="acceptance_once_per_version")]
        triggers = [append_only("acceptance_is_append_only")]

    def __str__(self):
        return f"{self.user}, {self.statement}"

"""Data breaches: what happened, and whether it was told in time. Article 33 and 34 of the GDPR (AVG)."""

import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import who_and_when
from network.base.querysets import PortalQuerySet

TIME_TO_REPORT = datetime.timedelta(hours=72)
REMIND_BEFORE = datetime.timedelta(hours=24)
# Whoever guards privacy reads on the page of a breach what it said before.
TOLD_IN_WORDS = ["title", "what_happened", "kinds", "consequences", "measures", "not_reported_because"]


class BreachQuerySet(PortalQuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def unreported(self):
        """Open, and the authority does not know of it: its clock runs."""
        return self.open().filter(reported_at=None)

    def to_remind_of(self, *, now):
        """Whose clock has a day left or less, and of which nobody was reminded."""
        return self.unreported().filter(reminded_at=None, discovered_at__lte=now - TIME_TO_REPORT + REMIND_BEFORE)

    def newest_first(self):
        return self.order_by("-discovered_at", "-pk")


@audited(hidden=TOLD_IN_WORDS)
class Breach(models.Model):
    """One breach. It can be corrected and never removed; what it said before stays in its audit trail."""

    title = models.CharField(_("what it is called"), max_length=120)
    discovered_at = models.DateTimeField(
        _("discovered at"), help_text=_("When somebody of the network first knew. The 72 hours begin here.")
    )
    what_happened = models.TextField(_("what happened"))
    kinds = models.TextField(
        _("which kinds of data"), help_text=_("Such as: names and e-mail addresses. Kinds only, no details of people.")
    )
    people = models.PositiveIntegerField(
        _("how many people"), null=True, blank=True, help_text=_("Leave it empty as long as you do not know.")
    )
    consequences = models.TextField(_("what it may mean for them"), blank=True)
    measures = models.TextField(_("what we did about it"), blank=True)
    reported_at = models.DateTimeField(_("reported to the authority at"), null=True, blank=True)
    told_at = models.DateTimeField(_("told to the people at"), null=True, blank=True)
    not_reported_because = models.TextField(_("why it was not reported"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("written down at"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name = _("data breach")
        verbose_name_plural = _("data breaches")
        constraints = [
            who_and_when("breach", "closed"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(reported_at__isnull=False) | ~Q(not_reported_because=""),
                name="breach_closed_is_reported_or_says_why_not",
                violation_error_message=_("Say when it was reported, or why it was not."),
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None) | Q(reported_at__gte=F("discovered_at")),
                name="breach_reported_after_discovery",
                violation_error_message=_("It cannot have been reported before it was discovered."),
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(told_at__gte=F("discovered_at")),
                name="breach_told_after_discovery",
                violation_error_message=_("People cannot have been told before it was discovered."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="breach_stays", operation=pgtrigger.Delete)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("privacy_office:breach_detail", args=[self.pk])

    @property
    def report_before(self):
        """The authority must know before this moment."""
        return self.discovered_at + TIME_TO_REPORT

    @property
    def is_reported(self):
        return self.reported_at is not None

    @property
    def was_late(self):
        return self.is_reported and self.reported_at > self.report_before

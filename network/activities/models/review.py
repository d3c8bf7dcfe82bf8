"""A decision that came back to the agenda on its review date, and what the steering group made of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.activities.models.meeting import AgendaItem
from network.base.audit import audited
from network.base.history import frozen_once
from network.base.querysets import PortalQuerySet
from network.steering.models import Decision


class ReviewQuerySet(PortalQuerySet):
    def open(self):
        return self.filter(conclusion=None)


@audited()
class Review(models.Model):
    """Made by the portal on the review date, once for a decision, with the item on the agenda that it stands for."""

    class Outcome(models.TextChoices):
        KEEP = "keep", _("keep it as it is")
        REWRITE = "rewrite", _("rewrite it")
        WITHDRAW = "withdraw", _("withdraw it")

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="review", verbose_name=_("decision"))
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="review", verbose_name=_("agenda item"))
    returned_at = models.DateTimeField(_("back on the agenda since"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    conclusion = models.OneToOneField(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="concludes",
        verbose_name=_("decision that came out of it"),
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of a decision")
        verbose_name_plural = _("reviews of decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", conclusion=None)
                | Q(outcome__in=["keep", "rewrite", "withdraw"], conclusion__isnull=False),
                name="review_concluded_with_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(conclusion=None) | ~Q(conclusion=models.F("decision")), name="review_concludes_another"
            ),
        ]
        triggers = frozen_once(
            "concluded_review", "conclusion", columns=["decision", "item", "returned_at", "outcome", "conclusion"]
        )

    def __str__(self):
        return str(self.decision)

    def get_absolute_url(self):
        return reverse("insight:decision_review", args=[self.decision_id])

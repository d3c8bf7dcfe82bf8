"""The hand-over of the project: from whom to whom, when, and what goes along."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.people.models import Appointment


class HandOverQuerySet(PortalQuerySet):
    def pending(self):
        return self.filter(carried_out_at=None, withdrawn_at=None)

    def to_carry_out(self, *, on):
        """Those whose day has come."""
        return self.pending().filter(starts_on__lte=on).order_by("starts_on", "pk")

    def without_successor(self):
        """Those that lead to nobody: the account of the successor is closed or about to go, or the office was ended."""
        begins = OuterRef("starts_on")
        lasting = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=begins), starts_on__lte=begins)
        appointed = lasting.filter(user=OuterRef("receiver"), office=Appointment.Office.PROJECT_LEAD)
        comes = Q(Exists(appointed), receiver__is_active=True, receiver__leaves_at=None)
        return self.pending().exclude(comes).order_by("starts_on", "pk")


@audited()
class HandOver(models.Model):
    """One person hands the office of project lead to another. The appointments say who leads on which day; this row
    says what moves along when the successor begins."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day of the successor"))
    moves_action_items = models.BooleanField(_("open action items"), default=False)
    moves_agenda_items = models.BooleanField(_("items for the agenda of the steering group"), default=False)
    moves_drafts = models.BooleanField(_("drafts of activities"), default=False)
    arranged_at = models.DateTimeField(_("arranged at"))
    carried_out_at = models.DateTimeField(_("carried out at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="hand_over_to_someone_else"),
            models.UniqueConstraint(
                fields=["giver"],
                condition=Q(carried_out_at=None, withdrawn_at=None),
                name="hand_over_one_at_a_time",
                violation_error_message=_("You have already arranged a hand-over."),
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at=None) | Q(withdrawn_at=None), name="hand_over_carried_out_or_withdrawn"
            ),
        ]

    def __str__(self):
        return f"{self.giver} → {self.receiver}"

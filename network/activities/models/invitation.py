"""Who was asked to come to an activity, and who has not answered."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.activities.models.registration import Registration
from network.base.audit import audited
from network.base.querysets import PortalQuerySet


class InvitationQuerySet(PortalQuerySet):
    def unanswered(self):
        """Neither declined nor registered for."""
        answered = Registration.objects.active().filter(activity=OuterRef("activity"), user=OuterRef("user"))
        return self.filter(~Exists(answered), declined_at=None)

    def of(self, user):
        return self.filter(user=user)

    def open(self, *, now):
        """Unanswered, for an activity that is published, has not begun and can still be registered for."""
        in_time = Q(activity__register_until=None) | Q(activity__register_until__gt=now)
        return self.unanswered().filter(in_time, activity__state=Activity.State.PUBLISHED, activity__starts_at__gt=now)


@audited()
class Invitation(models.Model):
    """Asks one person to come to one activity. Registering is a yes; declining is written here."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="activity_invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited at"))
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to an activity")
        verbose_name_plural = _("invitations to activities")
        constraints = [models.UniqueConstraint(fields=["activity", "user"], name="invitation_once_per_person")]

    def __str__(self):
        return f"{self.user}, {self.activity}"

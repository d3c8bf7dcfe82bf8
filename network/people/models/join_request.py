"""Someone from outside who would like to take part."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import who_and_when
from network.base.querysets import PortalQuerySet
from network.people.models.invitation import Invitation
from network.people.models.membership import Membership
from network.people.standing import standing_of


class JoinRequestQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """Those whose address was confirmed, to the project lead."""
        return self.confirmed() if standing_of(user).leads_project else self.none()

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def unanswered(self):
        return self.confirmed().filter(answered_at=None)

    def oldest_first(self):
        return self.order_by("confirmed_at", "pk")


@audited(exclude=["token_hash", "name", "email", "organisation", "reason", "declined_because"])
class JoinRequest(models.Model):
    """A wish to take part. Nobody sees it before its writer opened the link that was mailed to the address."""

    class Function(models.TextChoices):
        TEACHER = Membership.Function.TEACHER.value, Membership.Function.TEACHER.label
        SPECIALIST = Membership.Function.SPECIALIST.value, Membership.Function.SPECIALIST.label
        SCHOOL_LEADER = Membership.Function.SCHOOL_LEADER.value, Membership.Function.SCHOOL_LEADER.label
        PARTNER_CONTACT = Membership.Function.PARTNER_CONTACT.value, Membership.Function.PARTNER_CONTACT.label
        OTHER = "OTHER", _("something else")

    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail address"), max_length=254)
    organisation = models.CharField(_("school or organisation"), max_length=160)
    function = models.CharField(_("function"), max_length=20, choices=Function)
    reason = models.TextField(_("why you would like to take part"), max_length=2000)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    token_hash = models.CharField(max_length=64, unique=True, editable=False, null=True)  # noqa: DJ001 none yet
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    declined_because = models.TextField(_("reason for declining"), blank=True, max_length=2000)
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, blank=True, related_name="join_request")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="join_request_email_in_lower_case"),
            who_and_when("join_request", "answered"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(confirmed_at__isnull=False),
                name="join_request_answered_after_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, declined_because="", invitation=None)
                | Q(answered_at__isnull=False, declined_because="", invitation__isnull=False)
                | Q(answered_at__isnull=False, invitation=None) & ~Q(declined_because=""),
                name="join_request_invited_or_declined_with_a_reason",
                violation_error_message=_("Someone is invited, or gets a reason why not."),
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(confirmed_at__isnull=False, answered_at=None),
                name="join_request_one_open_per_address",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.organisation}"

    def get_absolute_url(self):
        return reverse("invitations:request_list")

"""Who was asked to take part in the network, and has not come in yet."""

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import who_and_when
from network.base.querysets import PortalQuerySet
from network.partners.models import Partner
from network.people.models.membership import AT_ONE_PLACE, FUNCTION_FITS, Membership
from network.people.standing import standing_of
from network.schools.models import School


class InvitationQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """All of them to the project lead; to a school leader those of the own school."""
        standing = standing_of(user)
        if standing.leads_project:
            return self
        return self.filter(school__in=standing.led_school_ids)

    def pending(self):
        """Neither accepted nor revoked; the time to accept may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self, *, now):
        return self.pending().filter(expires_at__gt=now)

    def expired(self, *, now):
        return self.pending().filter(expires_at__lte=now)

    def accepted(self):
        return self.filter(accepted_at__isnull=False)

    def revoked(self):
        return self.filter(revoked_at__isnull=False)

    def newest_first(self):
        return self.select_related("school", "partner", "accepted_by").order_by("-sent_at", "-pk")

    def with_inviter(self, inviters):
        """Fetch who sent each, out of `inviters`, such as people with their standing."""
        return self.prefetch_related(Prefetch("invited_by", queryset=inviters))


# Whoever does not come in is no person of the portal: address and name would stay in the trail for years.
@audited(exclude=["token_hash", "email", "name"])
class Invitation(models.Model):
    """Lets the owner of one e-mail address in, once, as a member of one school or partner in one function.

    The link that is mailed carries a token of which only the hash is kept here. Sending it again makes a new token, so
    the former link is dead.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        EXPIRED = "expired", _("expired")
        ACCEPTED = "accepted", _("accepted")
        REVOKED = "revoked", _("revoked")

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=160, blank=True)
    function = models.CharField(_("function"), max_length=20, choices=Membership.Function)
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited at"))
    sent_at = models.DateTimeField(_("last sent at"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="entry_invitation_email_in_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                condition=AT_ONE_PLACE,
                name="entry_invitation_to_a_school_or_a_partner",
                violation_error_message=_("An invitation is to one school or to one partner."),
            ),
            models.CheckConstraint(
                condition=FUNCTION_FITS,
                name="entry_invitation_function_fits_organisation",
                violation_error_message=_("This function does not exist at such an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")) & Q(sent_at__gte=F("invited_at")),
                name="entry_invitation_moments_in_order",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="entry_invitation_accepted_or_revoked"
            ),
            who_and_when("entry_invitation", "accepted"),
            who_and_when("entry_invitation", "revoked"),
            models.UniqueConstraint(
                fields=["email", "school"],
                condition=Q(school__isnull=False, accepted_at=None, revoked_at=None),
                name="entry_invitation_once_per_school",
                violation_error_message=_("This person was already invited to this school."),
            ),
            models.UniqueConstraint(
                fields=["email", "partner"],
                condition=Q(partner__isnull=False, accepted_at=None, revoked_at=None),
                name="entry_invitation_once_per_partner",
                violation_error_message=_("This person was already invited to this partner."),
            ),
        ]

    def __str__(self):
        return f"{self.email}, {self.organisation}"

    def get_absolute_url(self):
        return reverse("invitations:invitation_list")

    @property
    def organisation(self):
        return self.school or self.partner

    @property
    def given_name(self):
        return self.name.partition(" ")[0][:80]

    @property
    def family_name(self):
        return self.name.partition(" ")[2].strip()[:80]

    def state(self, *, now):
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.OPEN if self.expires_at > now else self.State.EXPIRED

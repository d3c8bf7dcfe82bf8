"""A list of people to invite: what was handed in, what is wrong with it, and how far it is."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import who_and_when
from network.base.querysets import PortalQuerySet
from network.partners.models import Partner
from network.people.models.invitation import Invitation
from network.people.models.membership import Membership
from network.people.standing import standing_of
from network.schools.models import School


class InvitationListQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """A list is for whoever made it, as long as that person may invite."""
        standing = standing_of(user)
        return self.filter(made_by=user) if standing.leads_project or standing.led_school_ids else self.none()

    def unfinished(self):
        """Confirmed, and not every row was dealt with."""
        return self.filter(confirmed_at__isnull=False, finished_at=None)


@audited()
class InvitationList(models.Model):
    """Rows of a file or of pasted text. Nobody is invited before it is confirmed; then the queue works through it."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("handed in at"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = InvitationListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people to invite")
        verbose_name_plural = _("lists of people to invite")
        constraints = [
            who_and_when("invitation_list", "confirmed"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(confirmed_at__isnull=False),
                name="invitation_list_finished_after_confirmed",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self):
        return reverse("invitations:list_detail", args=[self.pk])

    def counts(self):
        """How many rows there are, are in order, were dealt with, and led to an invitation."""
        return self.rows.aggregate(
            total=Count("pk"),
            right=Count("pk", filter=Q(problem="")),
            wrong=Count("pk", filter=~Q(problem="")),
            handled=Count("pk", filter=Q(handled_at__isnull=False)),
            invited=Count("pk", filter=Q(invitation__isnull=False)),
        )


class InvitationRow(models.Model):
    """One line of a list. What it leads to is in the audit trail as an invitation, so the line itself is not."""

    class Problem(models.TextChoices):
        NO_ADDRESS = "no_address", _("There is no e-mail address.")
        BAD_ADDRESS = "bad_address", _("This is not an e-mail address.")
        TWICE = "twice", _("This e-mail address is further up in the list as well.")
        NO_ORGANISATION = "no_organisation", _("There is no school or partner.")
        UNKNOWN_ORGANISATION = "unknown_organisation", _("No school or partner of the network has this name.")
        OTHER_SCHOOL = "other_school", _("You invite colleagues of your own school only.")
        NO_FUNCTION = "no_function", _("There is no function.")
        UNKNOWN_FUNCTION = "unknown_function", _("The portal does not know this function.")
        FUNCTION_NOT_ALLOWED = "function_not_allowed", _("You may not invite someone in this function.")
        FUNCTION_DOES_NOT_FIT = "function_does_not_fit", _("This function does not exist at such an organisation.")
        MEMBER = "member", _("This person already is a member there.")
        INVITED = "invited", _("This person was already invited there, and can still accept.")
        SENT_OFTEN = "sent_often", _("Three invitations went to this e-mail address within a day.")
        TOO_LONG = "too_long", _("A name has at most 160 characters.")

    list = models.ForeignKey(InvitationList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("line"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.CharField(_("e-mail address"), max_length=254, blank=True)
    function_text = models.CharField(_("function"), max_length=200, blank=True)
    organisation_text = models.CharField(_("school"), max_length=200, blank=True)
    function = models.CharField(max_length=20, choices=Membership.Function, blank=True)
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="+")
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="+")
    problem = models.CharField(_("problem"), max_length=30, choices=Problem, blank=True)
    handled_at = models.DateTimeField(_("handled at"), null=True)
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, related_name="+")

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a list")
        verbose_name_plural = _("lines of a list")
        constraints = [models.UniqueConstraint(fields=["list", "number"], name="invitation_row_once_per_line")]

    def __str__(self):
        return f"{self.number}: {self.email}"

    @property
    def organisation(self):
        return self.school or self.partner

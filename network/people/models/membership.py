"""Who belongs to which school or partner, in which function, and who holds an office of the network."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.constraints import current, ends_after_start, takes_part
from network.base.querysets import PortalQuerySet
from network.partners.models import Partner
from network.people.standing import Role
from network.schools.models import School


class PeriodQuerySet(PortalQuerySet):
    def current(self, *, on):
        """What holds on a date."""
        return self.filter(current(on))


class MembershipQuerySet(PeriodQuerySet):
    def current(self, *, on):
        """What holds on a date. With a school or partner that leaves the network its people leave, too."""
        return super().current(on=on).filter(takes_part(on, "school__") | takes_part(on, "partner__"))

    def with_organisation(self):
        return self.select_related("school", "partner").order_by("starts_on", "pk")

    def colleagues(self, *, on):
        """The people who work here on a date and have an account, by name."""
        return (
            self.current(on=on)
            .filter(user__is_active=True)
            .select_related("user")
            .order_by("user__given_name", "user__family_name", "user_id", "pk")
        )


@audited()
class Membership(models.Model):
    """Ties a person to one school or one partner in one function, for a time. One person may have several."""

    class Function(models.TextChoices):
        TEACHER = Role.TEACHER.value, Role.TEACHER.label
        SPECIALIST = Role.SPECIALIST.value, Role.SPECIALIST.label
        SCHOOL_LEADER = Role.SCHOOL_LEADER.value, Role.SCHOOL_LEADER.label
        PARTNER_CONTACT = Role.PARTNER_CONTACT.value, Role.PARTNER_CONTACT.label

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("school")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("partner")
    )
    function = models.CharField(_("function"), max_length=20, choices=Function)
    is_stand_in = models.BooleanField(
        _("stands in for the school leader"), default=False, help_text=_("May give the school's position.")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            ends_after_start("membership"),
            models.CheckConstraint(
                condition=Q(school__isnull=False, partner=None) | Q(school=None, partner__isnull=False),
                name="membership_of_a_school_or_a_partner",
                violation_error_message=_("A membership is of one school or of one partner."),
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=False) & ~Q(function=Role.PARTNER_CONTACT.value)
                | Q(partner__isnull=False) & Q(function__in=[Role.PARTNER_CONTACT.value, Role.SPECIALIST.value]),
                name="membership_function_fits_organisation",
                violation_error_message=_("This function does not exist at such an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(is_stand_in=False) | Q(school__isnull=False),
                name="membership_stand_in_at_a_school",
                violation_error_message=_("Someone stands in for the leader of a school."),
            ),
            models.UniqueConstraint(
                fields=["user", "school", "function"],
                condition=Q(ends_on=None, school__isnull=False),
                name="membership_once_per_school_and_function",
                violation_error_message=_("This person already has this function at this school."),
            ),
            models.UniqueConstraint(
                fields=["user", "partner", "function"],
                condition=Q(ends_on=None, partner__isnull=False),
                name="membership_once_per_partner_and_function",
                violation_error_message=_("This person already has this function at this partner."),
            ),
        ]

    def __str__(self):
        return f"{self.get_function_display()}, {self.school or self.partner}"


@audited()
class Appointment(models.Model):
    """An office of the network itself, held by a person for a time: project lead or administrator."""

    class Office(models.TextChoices):
        PROJECT_LEAD = Role.PROJECT_LEAD.value, Role.PROJECT_LEAD.label
        ADMINISTRATOR = Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="appointments", verbose_name=_("person")
    )
    office = models.CharField(_("office"), max_length=20, choices=Office)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            ends_after_start("appointment"),
            models.UniqueConstraint(
                fields=["user", "office"], condition=Q(ends_on=None), name="appointment_once_per_office"
            ),
        ]

    def __str__(self):
        return self.get_office_display()

"""Who belongs to which school or partner, in which function, and who holds an office of the network."""

import pgtrigger
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

AT_ONE_PLACE = Q(school__isnull=False, partner=None) | Q(school=None, partner__isnull=False)
FUNCTION_FITS = Q(school__isnull=False) & ~Q(function=Role.PARTNER_CONTACT.value) | (
    Q(partner__isnull=False) & Q(function__in=[Role.PARTNER_CONTACT.value, Role.SPECIALIST.value])
)
"""Which functions a school and a partner have; for memberships and for invitations to one."""


def stands_in(on):
    """A condition on memberships: standing in for the school leader on a date; without days of its own all along."""
    begun = Q(stands_in_from=None) | Q(stands_in_from__lte=on)
    return Q(is_stand_in=True) & begun & (Q(stands_in_until=None) | Q(stands_in_until__gte=on))


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
    stands_in_from = models.DateField(_("stands in from"), null=True, blank=True)
    stands_in_until = models.DateField(_("stands in until"), null=True, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            ends_after_start("membership"),
            models.CheckConstraint(
                condition=AT_ONE_PLACE,
                name="membership_of_a_school_or_a_partner",
                violation_error_message=_("A membership is of one school or of one partner."),
            ),
            models.CheckConstraint(
                condition=FUNCTION_FITS,
                name="membership_function_fits_organisation",
                violation_error_message=_("This function does not exist at such an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(is_stand_in=False) | Q(school__isnull=False),
                name="membership_stand_in_at_a_school",
                violation_error_message=_("Someone stands in for the leader of a school."),
            ),
            models.CheckConstraint(
                condition=Q(is_stand_in=True) | Q(stands_in_from=None, stands_in_until=None),
                name="membership_days_of_a_stand_in",
                violation_error_message=_(
                    "Only someone who stands in for the school leader does so from and until a day."
                ),
            ),
            ends_after_start("membership_stand_in", start="stands_in_from", end="stands_in_until"),
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
        return f"{self.get_function_display()}, {self.organisation}"

    @property
    def organisation(self):
        """The school or partner."""
        return self.school or self.partner

    def has_ended(self, *, on):
        return self.ends_on is not None and self.ends_on < on

    def has_begun(self, *, on):
        return self.starts_on <= on

    def stands_in(self, *, on):
        """Whether this person may speak in place of the school leader on a date."""
        begun = self.stands_in_from is None or self.stands_in_from <= on
        return self.is_stand_in and begun and (self.stands_in_until is None or self.stands_in_until >= on)


def never_vacant(name):
    """An office that somebody holds does not fall vacant: on the day after a last day another active person holds it.

    The lock makes two people wait for each other who would both leave at once.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("ends_on"),
        condition=pgtrigger.Q(new__ends_on__isnull=False),
        func="""
            IF OLD.ends_on <= NEW.ends_on THEN RETURN NULL; END IF;
            PERFORM pg_advisory_xact_lock(hashtext('office ' || NEW.office));
            IF NOT EXISTS (
                SELECT FROM people_appointment other JOIN people_user person ON person.id = other.user_id
                WHERE other.office = NEW.office AND person.is_active AND other.starts_on <= NEW.ends_on + 1
                AND (other.ends_on IS NULL OR other.ends_on > NEW.ends_on)
            ) THEN
                RAISE EXCEPTION 'the office falls vacant'
                USING ERRCODE = '23514', CONSTRAINT = 'appointment_never_vacant';
            END IF;
            RETURN NULL;
        """,
    )


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
        triggers = [never_vacant("appointment_never_vacant")]

    def __str__(self):
        return self.get_office_display()

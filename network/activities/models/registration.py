"""Who takes part in an activity, waits for a place, or withdrew."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.activities.querysets import groups_of, made_by
from network.base.audit import audited
from network.base.constraints import who_and_when
from network.base.querysets import PortalQuerySet
from network.partners.models import Partner
from network.people.standing import standing_of
from network.schools.models import School


class RegistrationQuerySet(PortalQuerySet):
    def active(self):
        return self.exclude(state=Registration.State.CANCELLED)

    def confirmed(self):
        return self.filter(state=Registration.State.CONFIRMED)

    def waiting(self):
        """Waiting for a place, whoever came first in front."""
        return self.filter(state=Registration.State.WAITING).order_by("registered_at", "pk")

    def visible_to(self, user):
        """One's own; a school leader's colleagues; for organisers and the host school's leader all who come."""
        standing = standing_of(user)
        if standing.leads_project:
            return self
        if not user.is_authenticated:
            return self.none()
        hosts = made_by(user, "activity__") | Q(activity__working_group__in=groups_of(user))
        hosts |= Q(activity__host_school__in=standing.voice_school_ids)
        return self.filter(Q(user=user) | Q(school__in=standing.voice_school_ids) | hosts)

    # Participation in figures

    def counting(self):
        """Places in activities that go on: what was cancelled counts for nothing, though its rows stay."""
        return self.confirmed().filter(activity__state=Activity.State.PUBLISHED)

    def in_school_year(self, year):
        return self.filter(activity__starts_at__gte=year.starts_at, activity__starts_at__lt=year.ends_at)

    def of_kind(self, kind):
        return self.filter(activity__kind=kind)

    def per_school(self):
        """Per school the number of people and of places: a dict of school key → (people, places)."""
        rows = self.order_by().values("school").annotate(people=Count("user", distinct=True), places=Count("pk"))
        return {row["school"]: (row["people"], row["places"]) for row in rows if row["school"]}

    def per_school_and_activity(self):
        """How many people of each school at each activity: a dict of (activity key, school key) → number."""
        rows = self.order_by().values("activity", "school").annotate(n=Count("pk"))
        return {(row["activity"], row["school"]): row["n"] for row in rows if row["school"]}


@audited()
class Registration(models.Model):
    """One person's registration for one activity, for the school or partner of that moment."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("withdrawn")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="registrations")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="registrations")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="registrations")
    state = models.CharField(_("state"), max_length=10, choices=State)
    registered_at = models.DateTimeField(_("registered at"))
    promoted_at = models.DateTimeField(_("moved up from the waiting list at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    was_present = models.BooleanField(_("was there"), null=True, blank=True)
    presence_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    presence_at = models.DateTimeField(_("attendance noted at"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [models.Index(fields=["activity", "state"], name="registration_seats")]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "user"],
                condition=~Q(state="cancelled"),
                name="registration_one_active_per_person",
                violation_error_message=_("This person is already registered."),
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at=None),
                name="registration_cancelled_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(was_present=None) | Q(state="confirmed", presence_at__isnull=False),
                name="registration_attendance_of_a_place",
                violation_error_message=_("Only someone with a place can have been there."),
            ),
            who_and_when("registration", "cancelled"),
            who_and_when("registration", "presence"),
        ]
        triggers = [
            # The actions count under a lock on the activity; this holds also for whoever goes around them.
            pgtrigger.Trigger(
                name="seats_never_exceed_capacity",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "activity_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state="confirmed"),
                declare=[("seats", "INTEGER"), ("taken", "INTEGER")],
                func=(
                    "SELECT capacity INTO seats FROM activities_activity WHERE id = NEW.activity_id FOR UPDATE;"
                    " IF seats IS NULL THEN RETURN NEW; END IF;"
                    " SELECT count(*) INTO taken FROM activities_registration"
                    " WHERE activity_id = NEW.activity_id AND state = 'confirmed' AND id IS DISTINCT FROM NEW.id;"
                    " IF taken >= seats THEN RAISE EXCEPTION 'no place left' USING ERRCODE = '23514',"
                    " CONSTRAINT = 'registration_seats_within_capacity'; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.activity}"

    @property
    def person(self):
        """Whoever it is that comes: with a name, an address of mail and a language."""
        return self.user

    @property
    def organisation(self):
        """The name of the school or partner that the person came for; empty for the project lead."""
        return str(self.school or self.partner or "")

    @property
    def is_confirmed(self):
        return self.state == self.State.CONFIRMED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

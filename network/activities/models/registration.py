"""Who takes part in an activity, waits for a place, or withdrew."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.activities.models.guest import Guest
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

    def reachable(self):
        """Of people whose account is open, and of guests."""
        return self.filter(Q(user=None) | Q(user__is_active=True))

    def with_people(self):
        """With whoever comes, and the organisation for which."""
        return self.select_related("user", "guest", "school", "partner")

    def by_name(self, *first):
        """In the order of a list: by what comes `first`, then by name."""
        names = [Coalesce(f"user__{part}", f"guest__{part}") for part in ("given_name", "family_name")]
        return self.order_by(*first, *names, "pk")

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


COUNTS_SEATS = pgtrigger.Trigger(
    name="registrations_are_counted",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "activity_id") | pgtrigger.Delete,
    when=pgtrigger.After,
    func=(
        "IF TG_OP <> 'INSERT' AND OLD.state <> 'cancelled' THEN"
        " UPDATE activities_activity SET seats_taken = seats_taken - (OLD.state = 'confirmed')::int,"
        " people_waiting = people_waiting - (OLD.state = 'waiting')::int WHERE id = OLD.activity_id; END IF;"
        " IF TG_OP <> 'DELETE' AND NEW.state <> 'cancelled' THEN"
        " UPDATE activities_activity SET seats_taken = seats_taken + (NEW.state = 'confirmed')::int,"
        " people_waiting = people_waiting + (NEW.state = 'waiting')::int WHERE id = NEW.activity_id; END IF;"
        " RETURN NULL;"
    ),
)
"""Keeps `seats_taken` and `people_waiting` of the activity.

Whoever takes a seat, by whatever road, holds the activity's row until the end of the transaction, and its constraint
refuses the seat that there is not. Decision: docs/decisions/seats-are-a-column.md.
"""


LEAVES_SESSIONS = pgtrigger.Trigger(
    name="sessions_are_left_with_the_place",
    operation=pgtrigger.UpdateOf("state"),
    when=pgtrigger.After,
    condition=pgtrigger.Q(old__state="confirmed") & ~pgtrigger.Q(new__state="confirmed"),
    func="DELETE FROM activities_choice WHERE registration_id = NEW.id; RETURN NULL;",
)
"""Whoever gives up the place gives up the places in sessions with it."""


@audited(
    hidden=["overruled_because", "cancelled_because"],
    personal={"user_id": ["overruled_because", "cancelled_because"]},
)
class Registration(models.Model):
    """One person's registration for one activity, for the school or partner of that moment."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("withdrawn")

    class MovedUp(models.TextChoices):
        """Why someone on the waiting list got a place."""

        SEAT_FREED = "seat_freed", _("somebody withdrew")
        MORE_PLACES = "more_places", _("there are more places")
        RELEASED = "released", _("places were no longer kept for schools")
        PASSED_ON = "passed_on", _("a colleague passed the place on")
        GIVEN = "given", _("the project lead gave the place")

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    guest = models.ForeignKey(
        Guest, models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name=_("guest")
    )
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="registrations")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="registrations")
    state = models.CharField(_("state"), max_length=10, choices=State)
    registered_at = models.DateTimeField(_("registered at"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken along by"),
    )
    promoted_at = models.DateTimeField(_("moved up from the waiting list at"), null=True, blank=True)
    promoted_because = models.CharField(_("why they moved up"), max_length=12, choices=MovedUp, blank=True)
    overruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    overruled_at = models.DateTimeField(_("place given outside the order at"), null=True, blank=True)
    overruled_because = models.TextField(_("why it was given outside the order"), blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    cancelled_because = models.TextField(_("why they withdrew"), blank=True)
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
            models.UniqueConstraint(
                fields=["guest"], condition=~Q(state="cancelled"), name="registration_one_active_per_guest"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, guest=None) | Q(user=None, guest__isnull=False),
                name="registration_of_a_person_or_a_guest",
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
            models.CheckConstraint(
                condition=Q(promoted_at=None, promoted_because="")
                | Q(promoted_at__isnull=False) & ~Q(promoted_because=""),
                name="registration_moved_up_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(overruled_at=None, overruled_because="")
                | Q(overruled_at__isnull=False) & ~Q(overruled_because=""),
                name="registration_overruled_for_a_reason",
                violation_error_message=_("Say why this person goes before the others."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_because="") | Q(state="cancelled"),
                name="registration_reason_of_who_withdrew",
            ),
            who_and_when("registration", "overruled"),
            models.CheckConstraint(
                condition=Q(cancelled_by=None, cancelled_at=None)
                | Q(cancelled_by__isnull=False, cancelled_at__isnull=False)
                | Q(guest__isnull=False, cancelled_at__isnull=False),
                name="registration_cancelled_by_and_at",
                violation_error_message=_("Who did it and when belong together."),
            ),
            who_and_when("registration", "presence"),
        ]
        triggers = [
            COUNTS_SEATS,
            LEAVES_SESSIONS,
        ]

    def __str__(self):
        return f"{self.person}, {self.activity}"

    @property
    def person(self):
        """Whoever it is that comes: with a name, an address of mail and a language."""
        return self.user or self.guest

    @property
    def organisation(self):
        """The name of what the person came for; empty for the project lead, and for a guest who told none."""
        return str(self.school or self.partner or (self.guest.organisation if self.guest else ""))

    @property
    def is_confirmed(self):
        return self.state == self.State.CONFIRMED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    def shows_link(self, *, now):
        """Whether this person gets to see the link to join online by now."""
        return self.is_confirmed and self.activity.shows_link(now=now)

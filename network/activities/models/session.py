"""Rounds of a programme with sessions beside each other, and what participants chose in each."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import Count, F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.activities.models.registration import Registration
from network.base.audit import audited
from network.base.querysets import PortalQuerySet

MINUTE = datetime.timedelta(minutes=1)

ONLY_COUNTED = pgtrigger.Trigger(
    name="session_seats_counted_by_the_database",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("seats_taken"),
    when=pgtrigger.Before,
    func=(
        "IF TG_OP = 'INSERT' THEN NEW.seats_taken := 0;"
        " ELSIF pg_trigger_depth() = 1 THEN NEW.seats_taken := OLD.seats_taken; END IF; RETURN NEW;"
    ),
)
"""Only the trigger on choices counts, as with the places of an activity."""

COUNTS = pgtrigger.Trigger(
    name="choices_are_counted",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("session_id") | pgtrigger.Delete,
    when=pgtrigger.After,
    func=(
        "IF TG_OP <> 'INSERT' THEN"
        " UPDATE activities_session SET seats_taken = seats_taken - 1 WHERE id = OLD.session_id; END IF;"
        " IF TG_OP <> 'DELETE' THEN"
        " UPDATE activities_session SET seats_taken = seats_taken + 1 WHERE id = NEW.session_id; END IF;"
        " RETURN NULL;"
    ),
)
"""Keeps `seats_taken` of a session; its constraint refuses the place that there is not."""

BELONGS_TOGETHER = pgtrigger.Trigger(
    name="choice_belongs_together",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("registration_id", "session_id", "round_id"),
    when=pgtrigger.Before,
    func=(
        "IF NOT EXISTS (SELECT 1 FROM activities_registration r"
        " JOIN activities_round o ON o.activity_id = r.activity_id"
        " JOIN activities_session s ON s.round_id = o.id"
        " WHERE r.id = NEW.registration_id AND r.state = 'confirmed' AND o.id = NEW.round_id AND s.id = NEW.session_id)"
        " THEN RAISE EXCEPTION 'not a session for this registration' USING ERRCODE = '23514',"
        " CONSTRAINT = 'choice_belongs_together'; END IF; RETURN NEW;"
    ),
)
"""The session is of that round and of the activity in which the person has a place."""


class RoundQuerySet(PortalQuerySet):
    def in_order(self):
        return self.order_by("begins_after", "pk")

    def with_sessions(self):
        """The sessions stand in `sessions.all()`, in the order in which they were made."""
        return self.prefetch_related(Prefetch("sessions", Session.objects.order_by("pk")))

    def with_choices_counted(self):
        """Adds `chosen`: how many people chose in this round."""
        return self.annotate(chosen=Count("choices"))


@audited(hidden=["title"])
class Round(models.Model):
    """A part of the programme in which one chooses. Its time moves along with the activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="rounds", verbose_name=_("activity"))
    title = models.CharField(_("title"), max_length=120)
    begins_after = models.PositiveSmallIntegerField(_("minutes after the start of the meeting"))
    lasts = models.PositiveSmallIntegerField(_("minutes it lasts"))

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.CheckConstraint(
                condition=Q(lasts__range=(1, 720)),
                name="round_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def starts_at(self):
        return self.activity.starts_at + self.begins_after * MINUTE

    @property
    def ends_at(self):
        return self.starts_at + self.lasts * MINUTE


@audited(hidden=["title", "summary", "led_by", "room"], exclude=["seats_taken"])
class Session(models.Model):
    """One of the things to choose in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="sessions", verbose_name=_("round"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("what happens"), max_length=240, blank=True)
    led_by = models.CharField(_("led by"), max_length=120, blank=True)
    room = models.CharField(_("room"), max_length=80, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave it empty if everyone fits in.")
    )
    seats_taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gt=0),
                name="session_has_a_place",
                violation_error_message=_("There must be at least one place. Leave it empty if there is no limit."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(seats_taken__lte=F("capacity")),
                name="session_seats_within_capacity",
                violation_error_message=_("There cannot be fewer places than there are people who have one."),
            ),
        ]
        triggers = [ONLY_COUNTED]

    def __str__(self):
        return self.title

    @property
    def is_full(self):
        return self.capacity is not None and self.seats_taken >= self.capacity

    @property
    def left(self):
        """Places that nobody has; None without a limit."""
        return None if self.capacity is None else max(0, self.capacity - self.seats_taken)


class ChoiceQuerySet(PortalQuerySet):
    def by_name(self):
        """With the person and the organisation, in the order of a list for the door."""
        parts = ("user", "guest", "school", "partner")
        names = [
            Coalesce(f"registration__user__{part}", f"registration__guest__{part}")
            for part in ("given_name", "family_name")
        ]
        return self.select_related(*(f"registration__{part}" for part in parts)).order_by(*names, "pk")


@audited()
class Choice(models.Model):
    """The session that somebody with a place chose in a round; it goes when the place goes."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="choices", verbose_name=_("registration")
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="choices", verbose_name=_("round"))
    session = models.ForeignKey(Session, models.PROTECT, related_name="choices", verbose_name=_("session"))
    chosen_at = models.DateTimeField(_("chosen at"))

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of a session")
        verbose_name_plural = _("choices of sessions")
        constraints = [
            models.UniqueConstraint(fields=["registration", "round"], name="choice_one_session_per_round"),
        ]
        triggers = [BELONGS_TOGETHER, COUNTS]

    def __str__(self):
        return f"{self.registration}: {self.session}"

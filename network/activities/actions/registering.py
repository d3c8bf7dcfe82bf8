"""Registering and withdrawing: every change of who has a seat."""

from django.utils.translation import gettext_lazy as _

from network.activities import emails
from network.activities.actions.asking import keep_answers
from network.activities.actions.choosing import keep_sessions, sessions_of
from network.activities.actions.seat_lock import (
    AlreadyRegistered,
    Busy,
    TooFewPlaces,
    refuse_after_deadline,
    refuse_unless_open,
    seats_of,
)
from network.activities.models import Activity, Invitation, Registration
from network.activities.permissions import may_register, organisation_of
from network.activities.seats import Seats
from network.base.prepared import prepared
from network.base.refusal import Refusal

State, MovedUp = Registration.State, Registration.MovedUp


class NoColleague(Refusal):
    sentence = _("You can hand your place to a colleague of your own school who has none yet.")


class NotTheirs(Refusal):
    sentence = _("This colleague is not one of those this activity is for.")


class OverruleReasonMissing(Refusal):
    sentence = _("Say why this person goes before the others: it is written down.")


def register(*, activity, user, by, now, answers=()):
    """Give a person a seat, or a place on the waiting list when none is free for the person's school.

    `answers` are kept with it, as `keep_answers` takes them. Asking again gives the registration that is there already.
    Raises HasBegun once the activity has begun, NotOpen when it is not published and DeadlinePassed after the last
    moment to register.
    """
    with seats_of(activity) as activity:
        refuse_unless_open(activity, now=now)
        for there_already in _active(activity=activity.pk, user=user.pk):
            return there_already
        refuse_after_deadline(activity, now=now)
        seats = fill_free_seats(activity, because=MovedUp.RELEASED, now=now)
        school, partner = organisation_of(user)
        registration = Registration.objects.create(
            activity=activity,
            user=user,
            school_id=school,
            partner_id=None if school else partner,
            state=State.CONFIRMED if seats.free_for(school) else State.WAITING,
            registered_at=now,
            registered_by=None if by == user else by,
        )
        keep_answers(registration, answers, now=now)
        if _declined(activity=activity.pk, user=user.pk):
            activity.invitations.filter(user=user).update(declined_at=None)
        emails.queue_registered(registration, by=by, now=now)
        return registration


def take_along(*, activity, colleague, by, now):
    """Register a colleague of one's own school, who gets the mail and can withdraw. Returns the registration.

    Raises NoColleague when the person is of another school and NotTheirs when the activity is not for this person.
    """
    if not set(by.standing.school_ids) & set(colleague.standing.school_ids):
        raise NoColleague
    if not may_register(colleague, activity):
        raise NotTheirs
    return register(activity=activity, user=colleague, by=by, now=now)


def withdraw(*, registration, by, now, because=""):
    """Cancel a registration; the first one waiting for whom the seat is free gets it. Twice does nothing more.

    `because` is what the person wants to say about it; it may be empty.
    """
    with seats_of(registration.activity) as activity:
        refuse_unless_open(activity, now=now)
        registration = activity.registrations.select_related("user", "guest").get(pk=registration.pk)
        if registration.state != State.CANCELLED:
            end(registration, because=because, by=by, now=now)
            activity.refresh_from_db(fields=["seats_taken", "people_waiting"])
            fill_free_seats(activity, because=MovedUp.SEAT_FREED, now=now)
        return registration


def hand_over(*, registration, colleague, by, now, because=""):
    """Withdraw, and give the seat to a colleague of the same school before the waiting list gets it.

    The places in sessions go along; the colleague can choose others. Returns the colleague's registration. Raises
    NoColleague when the person is of another school, AlreadyRegistered when the colleague has a seat.
    """
    with seats_of(registration.activity) as activity:
        refuse_unless_open(activity, now=now)
        registration = activity.registrations.confirmed().select_related("user").filter(pk=registration.pk).first()
        if not registration or not is_colleague(registration, colleague):
            raise NoColleague
        theirs = activity.registrations.active().filter(user=colleague).first()
        if theirs and theirs.is_confirmed:
            raise AlreadyRegistered(_("This colleague already has a place."))
        chosen = sessions_of(registration)
        end(registration, because=because, by=by, now=now)
        activity.invitations.filter(user=colleague).update(declined_at=None)
        if theirs:
            take_over(theirs, registration)
            promote(theirs, because=MovedUp.PASSED_ON, now=now)
        else:
            theirs = Registration.objects.create(
                activity=activity,
                user=colleague,
                school=registration.school,
                state=State.CONFIRMED,
                registered_at=now,
                registered_by=by,
            )
            emails.queue_registered(theirs, by=by, now=now)
        keep_sessions(theirs, chosen, now=now)
        return theirs


def give_place(*, registration, reason, by, now):
    """Give someone who waits a place before the others, and one more place if none is left; the reason is kept.

    Also a place that is kept for a school may go. Raises OverruleReasonMissing. Somebody who has a place by now keeps
    it as it is.
    """
    if not reason.strip():
        raise OverruleReasonMissing
    with seats_of(registration.activity) as activity:
        refuse_unless_open(activity, now=now)
        waiting = activity.registrations.waiting().select_related("user", "guest").filter(pk=registration.pk).first()
        if not waiting:
            return activity.registrations.get(pk=registration.pk)
        if not Seats.of(activity, now=now).left:
            activity.capacity += 1
            activity.save(update_fields=["capacity"])
        waiting.overruled_by, waiting.overruled_at, waiting.overruled_because = by, now, reason.strip()
        waiting.save(update_fields=["overruled_by", "overruled_at", "overruled_because"])
        promote(waiting, because=MovedUp.GIVEN, now=now)
        return waiting


def change_seats(*, activity, capacity, kept_per_school, kept_until, now):
    """Set how many places there are and are kept; more places go to who waits. Returns the row.

    Raises TooFewPlaces when more people have a place than there would be.
    """
    with seats_of(activity) as activity:
        if capacity is not None and capacity < activity.seats_taken:
            raise TooFewPlaces
        activity.capacity, activity.kept_per_school, activity.kept_until = capacity, kept_per_school, kept_until
        activity.save(update_fields=["capacity", "kept_per_school", "kept_until"])
        if activity.is_open(now=now):
            fill_free_seats(activity, because=MovedUp.MORE_PLACES, now=now)
        return activity


def give_out_free_seats(*, now):
    """Give seats that became free by themselves, such as kept ones whose time is over. Returns how many."""
    given = 0
    for activity in Activity.objects.with_free_seats_to_give(now=now).chronological():
        try:
            with seats_of(activity) as held:
                if held.is_open(now=now):
                    given += held.people_waiting - fill_free_seats(held, because=MovedUp.RELEASED, now=now).waiting
        except Busy:
            continue  # whoever holds the seats now fills them too, or the next round does
    return given


def is_colleague(registration, person):
    return registration.school_id is not None and registration.school_id in person.standing.school_ids


@prepared
def _active(*, activity, user):
    return Registration.objects.active().filter(activity=activity, user=user)


@prepared
def _declined(*, activity, user):
    """The key of the invitation to which somebody said no."""
    declined = Invitation.objects.filter(activity=activity, user=user, declined_at__isnull=False)
    return declined.values_list("pk", flat=True)


# Under the lock


def fill_free_seats(activity, *, because, now):
    """Give each free seat to whoever waits longest and may have it, closed accounts left out. Returns the seats then.

    `activity` is the row as it is now, read under the lock; `because` says what made the seats free. One walk along
    the line is enough: a seat given leaves no more seats free for those who were passed over.
    """
    seats = Seats.of(activity, now=now)
    if not seats.waiting or not seats.left:
        return seats
    for waiting in activity.registrations.waiting().reachable().select_related("user", "guest"):
        if seats.free_for(waiting.school_id):
            promote(waiting, because=because, now=now)
            seats = seats.with_one_promoted(waiting.school_id)
    return seats


def take_over(waiting, given):
    """The seat stays one of the school that gives it, also for a colleague who waited for another school."""
    waiting.school, waiting.partner = given.school, None
    waiting.save(update_fields=["school", "partner"])


def promote(registration, *, because, now):
    registration.state, registration.promoted_at, registration.promoted_because = State.CONFIRMED, now, because
    registration.save(update_fields=["state", "promoted_at", "promoted_because"])
    emails.queue_promoted(registration, now=now)


def end(registration, *, by, now, because=""):
    registration.state, registration.cancelled_by, registration.cancelled_at = State.CANCELLED, by, now
    registration.cancelled_because = because.strip()
    registration.save(update_fields=["state", "cancelled_by", "cancelled_at", "cancelled_because"])
    emails.queue_withdrawn(registration, by=by, now=now)

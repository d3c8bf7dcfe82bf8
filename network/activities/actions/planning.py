"""From a draft to a published activity, and what may change after that."""

import copy

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities import emails, permissions
from network.activities.actions import telling
from network.activities.actions.attending import Archived
from network.activities.actions.inviting import circle_of, invite
from network.activities.actions.registering import change_seats
from network.activities.actions.seat_lock import NotOpen, refuse_unless_open, seats_of
from network.activities.copying import copy_parts
from network.activities.models import Activity, Guest, Registration
from network.base.refusal import Refusal
from network.base.slugs import free_slug
from network.people.models import Appointment, User

SEATS = {"capacity", "kept_per_school", "kept_until"}
MOVED = ["starts_at", "ends_at", "place", "online_link"]


class NotOver(Refusal):
    sentence = _("Only what is over or cancelled can go to the archive.")


class NotADraft(Refusal):
    sentence = _("This activity is no longer a draft.")


class InThePast(Refusal):
    sentence = _("The date must lie in the future.")


class NeedsAgreement(Refusal):
    sentence = _("Outside a framework in force this is for the project lead to do, not for a group.")


class AlreadyAsked(Refusal):
    sentence = _("The project lead has already been asked.")


class ReasonMissing(Refusal):
    sentence = _("Say why it is cancelled: everyone who wanted to come reads it.")


@transaction.atomic
def plan(*, activity, by, now, source=None):
    """Save a new activity as a draft that only its organisers and the project lead see. Returns it.

    Questions and programme come along from `source`, the activity it was made after.
    """
    activity.state, activity.created_by, activity.created_at = Activity.State.DRAFT, by, now
    activity.slug = free_slug(Activity, activity.title)
    activity.save()
    if source:
        copy_parts(source, activity)
    return activity


def save_changes(*, activity, changed, by, now):
    """Save the fields named in `changed`. More places go to who waits; fewer than are taken raises TooFewPlaces.

    Raises NeedsAgreement when a group may not publish what it becomes: that is asked of the row as it is now, which
    somebody may have published, or taken out of its framework, since it was opened.
    """
    with seats_of(activity) as becomes:
        if becomes.is_cancelled:
            raise NotOpen
        if becomes.is_archived:
            raise Archived
        for name in changed:
            setattr(becomes, name, getattr(activity, name))
        if not permissions.can_save(by, becomes, changed):
            raise NeedsAgreement
        if SEATS & set(changed):
            change_seats(activity=activity, now=now, **{name: getattr(activity, name) for name in SEATS})
        if others := [name for name in changed if name not in SEATS]:
            activity.save(update_fields=others)
        return activity


@transaction.atomic
def discard(*, activity):
    """Throw a draft or a template away; nobody was asked for it yet. The audit trail keeps what it was."""
    if not activity.is_template and not locked_draft(activity):
        raise NotADraft
    activity.delete()


@transaction.atomic
def ask_agreement(*, activity, by, now):
    """Ask the project lead to publish what lies outside a framework. Returns how many people were asked."""
    draft = locked_draft(activity)
    if not draft:
        raise NotADraft
    if draft.asked_at:
        raise AlreadyAsked
    draft.asked_by, draft.asked_at = by, now
    draft.save(update_fields=["asked_by", "asked_at"])
    leads = User.objects.holding(Appointment.Office.PROJECT_LEAD, on=timezone.localdate(now)).by_name()
    for lead in leads:
        emails.queue_agreement_asked(draft, lead, by=by, now=now)
    return len(leads)


@transaction.atomic
def publish(*, activity, invites_circle, by, now):
    """Put a draft on the agenda, and invite the circle that meets if asked to. Publishing twice does nothing more.

    Returns the invitations that went out. Raises NeedsAgreement when `by` may not publish what it says by now.
    """
    draft = locked_draft(activity)
    if not draft:
        return []
    if draft.has_begun(now=now):
        raise InThePast
    if not permissions.can_publish(by, draft):
        raise NeedsAgreement
    draft.state, draft.published_by, draft.published_at = Activity.State.PUBLISHED, by, now
    draft.save(update_fields=["state", "published_by", "published_at"])
    if draft.asked_by and draft.asked_by != by:
        emails.queue_published(draft, draft.asked_by, by=by, now=now)
    if not invites_circle:
        return []
    return invite(activity=draft, people=circle_of(draft, on=timezone.localdate(now)), by=by, now=now)


def move(*, activity, starts_at, ends_at, place, online_link, by, now):
    """Give a published activity another time or place, and tell who has a place or waits for one.

    Nobody gets mail when nothing really changed. Returns the registrations that were told. Seats that are still kept
    for schools are kept as many days before the new day as they were before the old one.
    """
    with seats_of(activity) as activity:
        refuse_unless_open(activity, now=now)
        if starts_at <= now:
            raise InThePast
        was = copy.copy(activity)
        activity.starts_at, activity.ends_at = starts_at, ends_at
        activity.place, activity.online_link = place.strip(), online_link
        if not is_changed(was, activity):
            return []
        activity.calendar_sequence += 1
        activity.kept_until = kept_until_after(was, starts_at, now=now)
        activity.register_until = moved_along(was.register_until, was, starts_at)
        activity.save(update_fields=[*MOVED, "kept_until", "register_until", "calendar_sequence"])
        told = told_of_move(activity, on=timezone.localdate(now))
        telling.begin_anew(activity, told, now=now)
        for registration in told:
            emails.queue_changed(registration, was=was, by=by, now=now)
        return told


def told_of_move(activity, *, on):
    """The registrations of who has a place or waits for one and is still there on a day; they get a mail of a move."""
    rows = activity.registrations.active().reachable().select_related("activity", "guest", "school", "partner")
    return telling.still_here(rows.by_name(), on=on)


def kept_until_after(was, starts_at, *, now):
    """Until when seats are kept once `was` begins at another moment: the same hour, as many days before.

    Never after the start. Seats that were released stay released: people count on them by now.
    """
    if not was.keeps_seats(now=now):
        return was.kept_until and min(was.kept_until, starts_at)
    return moved_along(was.kept_until, was, starts_at)


def moved_along(moment, was, starts_at):
    """A moment before the start of `was` once that begins at `starts_at`: as many days before, never after the start.

    The hour of the clock stays; None stays None.
    """
    if moment is None:
        return None
    days = timezone.localdate(starts_at) - timezone.localdate(was.starts_at)
    return min(timezone.make_aware(timezone.make_naive(moment) + days), starts_at)


def cancel(*, activity, reason, by, now):
    """Call a published activity off and tell everyone who registered or was invited. Returns who was told.

    Registrations stay as they were: they say who would have come and who was told. Every count leaves a cancelled
    activity out (`Registration.objects.counting()`). Cancelling twice does nothing more.
    """
    if not reason.strip():
        raise ReasonMissing
    with seats_of(activity) as activity:
        if activity.is_cancelled:
            return []
        refuse_unless_open(activity, now=now)
        activity.state, activity.cancelled_by, activity.cancelled_at = Activity.State.CANCELLED, by, now
        activity.cancelled_because = reason.strip()
        activity.calendar_sequence += 1
        activity.save(update_fields=["state", "cancelled_by", "cancelled_at", "cancelled_because", "calendar_sequence"])
        told = [*concerned(activity, on=timezone.localdate(now)), *guests_concerned(activity)]
        for person in told:
            emails.queue_cancelled(activity, person, by=by, now=now)
        return told


@transaction.atomic
def archive(*, activity, by, now):
    """Put what is over or cancelled away: nothing of it changes any more. Twice does nothing more. Returns the row."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if activity.is_archived:
        return activity
    if not activity.is_cancelled and activity.stage(now=now) != Activity.Stage.HELD:
        raise NotOver
    activity.archived_by, activity.archived_at = by, now
    activity.save(update_fields=["archived_by", "archived_at"])
    return activity


def take_out_of_archive(*, activity):
    """So that something of it can be put right."""
    Activity.objects.filter(pk=activity.pk).update(archived_by=None, archived_at=None)


def is_changed(was, activity):
    """Whether time or place differ; the only changes that people get mail about."""
    return any(getattr(was, name) != getattr(activity, name) for name in MOVED)


def concerned(activity, *, on):
    """Who registered, or was invited and did not decline, and is still there on a day."""
    registered = Registration.objects.active().filter(activity=activity, user__isnull=False).values("user")
    invited = activity.invitations.filter(declined_at=None).values("user")
    people = User.objects.active().filter(pk__in=registered.union(invited)).with_standing(on=on).by_name()
    return [person for person in people if not person.has_left()]


def guests_concerned(activity):
    """Guests who come or wait."""
    coming = Registration.objects.active().filter(activity=activity, guest__isnull=False)
    return Guest.objects.known().filter(pk__in=coming.values("guest")).order_by("pk")


def locked_draft(activity):
    """The row under a lock if it is still a draft, otherwise None."""
    return Activity.objects.draft().select_for_update(of=("self",)).filter(pk=activity.pk).first()

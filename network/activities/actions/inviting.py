"""Asking people to come, and their no."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities import emails
from network.activities.actions.seat_lock import refuse_after_deadline, refuse_unless_open
from network.activities.models import Activity, Invitation
from network.base.refusal import Refusal
from network.people.models import Membership, User
from network.schools.models import School
from network.working_groups.models import GroupMembership


class RemindedToday(Refusal):
    sentence = _("A reminder has already been sent today.")


class AlreadyAnswered(Refusal):
    sentence = _("This person has answered in the meantime, or was not invited any more.")


@transaction.atomic
def invite(*, activity, people, by, now):
    """Invite by mail those of `people` who were not invited and are not registered yet. Returns the invitations."""
    activity = locked(activity)
    refuse_unless_open(activity, now=now)
    refuse_after_deadline(activity, now=now)
    invitations = Invitation.objects.bulk_create(
        [
            Invitation(activity=activity, user=person, invited_by=by, invited_at=now)
            for person in not_asked_yet(activity, people)
        ]
    )
    for invitation in invitations:
        emails.queue_invited(invitation, by=by, now=now)
    return invitations


@transaction.atomic
def decline(*, invitation, now):
    """Say no. Someone who registered withdraws instead; saying no twice changes nothing."""
    Invitation.objects.unanswered().filter(pk=invitation.pk).update(declined_at=now)


@transaction.atomic
def take_back(*, invitation, by, now):
    """Ask somebody no longer; they get a mail. Returns the person, who can be invited again. Raises AlreadyAnswered."""
    mine = Invitation.objects.select_for_update(of=["self"]).select_related("user", "activity")
    asked = mine.unanswered().filter(pk=invitation.pk).first()
    if not asked:
        raise AlreadyAnswered
    asked.delete()
    emails.queue_taken_back(asked, by=by, now=now)
    return asked.user


@transaction.atomic
def remind(*, activity, by, now):
    """Ask once more whoever has not answered; at most once a day. Returns the invitations that were sent again."""
    activity = locked(activity)
    refuse_unless_open(activity, now=now)
    refuse_after_deadline(activity, now=now)
    if activity.reminded_at and timezone.localdate(activity.reminded_at) == timezone.localdate(now):
        raise RemindedToday
    activity.reminded_at = now
    activity.save(update_fields=["reminded_at"])
    silent = list(to_remind(activity))
    for invitation in silent:
        emails.queue_reminded(invitation, by=by, now=now)
    return silent


def to_remind(activity):
    """The invitations that nobody answered, of people who want to be reminded."""
    wanted = {"user__is_active": True, "user__wants_reminders": True}
    return activity.invitations.unanswered().filter(**wanted).select_related("user", "activity")


# Whom to invite


def chosen_people(*, schools, functions, partners, on):
    """Active people of these schools in one of these functions, and the contacts of these partners, on a date."""
    chosen = Q(school__in=schools, function__in=functions) | Q(partner__in=partners)
    return (
        User.objects.active().filter(pk__in=Membership.objects.current(on=on).filter(chosen).values("user")).by_name()
    )


def circle_of(activity, *, on):
    """Whoever belongs in a meeting by its kind: the voices of the schools, or the members of the working group."""
    if activity.kind == Activity.Kind.STEERING_MEETING:
        return User.objects.speaking_for(School.objects.taking_part(on=on), on=on).by_name()
    if activity.kind == Activity.Kind.GROUP_MEETING:
        members = GroupMembership.objects.sitting(on=on).filter(group=activity.working_group)
        return User.objects.active().filter(pk__in=members.values("user")).by_name()
    return User.objects.none()


def not_asked_yet(activity, people):
    """Those of `people` (a queryset) who were not invited and are not registered."""
    registered = activity.registrations.active().filter(user__isnull=False).values("user")
    invited = activity.invitations.values("user")
    return people.exclude(pk__in=registered.union(invited))


def locked(activity):
    """The row as it is now; two people who invite at once do so one after the other."""
    return Activity.objects.select_for_update().get(pk=activity.pk)

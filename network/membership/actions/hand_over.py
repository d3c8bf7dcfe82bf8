"""Handing the project to a successor, in one step."""

import datetime
import logging

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities.models import ActionItem, Activity, AgendaItem
from network.base.refusal import Refusal
from network.membership import emails
from network.membership.models import HandOver
from network.people.actions import invitations, offices
from network.people.models import Appointment, User
from network.people.standing import Role

DAY = datetime.timedelta(days=1)
logger = logging.getLogger(__name__)


class AlreadyArranged(Refusal):
    sentence = _("You have already arranged a hand-over.")


class LeadsNot(Refusal):
    sentence = _("You do not lead the project, so you cannot hand it over.")


class GoesAway(Refusal):
    sentence = _("The account of this person is about to close. Choose somebody else.")


class HasBegun(Refusal):
    sentence = _("Your successor has begun already, so this cannot be withdrawn any more.")


@transaction.atomic
def hand_over(*, giver, receiver, starts_on, together_until, moves, now):
    """Appoint the successor and give the giver a last day: the day before, or `together_until`.

    The office is never vacant: the successor's appointment is there before the giver's ends. `moves` is a dict of the
    three `moves_…` of HandOver. Both get a mail. Returns the hand-over, carried out already when it begins today.
    """
    User.objects.select_for_update(of=["self"]).get(pk=giver.pk)
    today = timezone.localdate(now)
    held = Appointment.objects.current(on=today).filter(user=giver, office=Role.PROJECT_LEAD).order_by("pk")
    own = held.first()
    if own is None:
        raise LeadsNot
    if HandOver.objects.pending().filter(giver=giver).exists():
        raise AlreadyArranged
    if receiver.leaves_at:
        raise GoesAway
    successor = offices.appoint(person=receiver, office=Role.PROJECT_LEAD, starts_on=starts_on, by=giver)
    last_day = max(together_until or starts_on - DAY, own.starts_on)
    offices.end_appointment(appointment=own, last_day=last_day, today=today)
    arranged = HandOver.objects.create(giver=giver, receiver=receiver, starts_on=starts_on, arranged_at=now, **moves)
    emails.queue_handed_over(arranged, last_day=last_day, appointment=successor, now=now)
    if starts_on <= today:
        carry_out(hand_over=arranged, now=now)
    return arranged


@transaction.atomic
def carry_out(*, hand_over, now):
    """Move what the giver wanted to move, once, and the invitations that wait: those count no longer than the right of
    whoever stands for them. Returns whether it was still to be done."""
    hand_over = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    if hand_over.carried_out_at or hand_over.withdrawn_at:
        return False
    for name, rows, owner in moving(hand_over.giver):
        if getattr(hand_over, name):
            rows.update(**{owner: hand_over.receiver})
    invitations.take_over(giver=hand_over.giver, receiver=hand_over.receiver)
    hand_over.carried_out_at = now
    hand_over.save(update_fields=["carried_out_at"])
    return True


@transaction.atomic
def take_back(*, hand_over, now):
    """The giver keeps the office after all, and the successor is told. Twice does nothing more.

    Raises HasBegun from the first day of the successor on.
    """
    if hand_over.starts_on <= timezone.localdate(now):
        raise HasBegun
    if withdraw(hand_over=hand_over, now=now):
        emails.queue_taken_back(hand_over, now=now)


@transaction.atomic
def fall_through(*, hand_over, now):
    """End a hand-over whose successor does not come: the giver goes on and is told, once. Returns whether it did.

    Of a giver whose account is closed as well only the operator can hear.
    """
    if not hand_over.giver.is_active:
        logger.error("Nobody is left to take over from hand-over %s; appoint a project lead", hand_over.pk)
        return bool(HandOver.objects.pending().filter(pk=hand_over.pk).update(withdrawn_at=now))
    withdrawn = withdraw(hand_over=hand_over, now=now)
    if withdrawn:
        emails.queue_fell_through(hand_over, now=now)
    return withdrawn


def withdraw(*, hand_over, now):
    """Give the giver the office back before the successor loses it, so that it is never vacant. Returns whether."""
    people = User.objects.select_for_update(of=["self"]).filter(pk__in=[hand_over.giver_id, hand_over.receiver_id])
    list(people.order_by("pk"))
    if not HandOver.objects.pending().filter(pk=hand_over.pk).update(withdrawn_at=now):
        return False
    today, led = timezone.localdate(now), Appointment.objects.filter(office=Role.PROJECT_LEAD)
    own = led.filter(user=hand_over.giver)
    if not own.filter(ends_on=None).exists():
        own.filter(pk=own.order_by("-starts_on", "-pk").values("pk")[:1]).update(ends_on=None)
    given = led.filter(user=hand_over.receiver, starts_on=hand_over.starts_on)
    given.filter(starts_on__gt=today).delete()  # what has not begun leaves nothing behind
    given.exclude(ends_on__lt=today).update(ends_on=Greatest(F("starts_on"), today - DAY))
    return True


def moving(giver):
    """What can move along: the field of HandOver, the rows, and their field that names the owner.

    Drafts of a working group stay with it: they are not the project lead's to give.
    """
    return [
        ("moves_action_items", ActionItem.objects.open().filter(owner=giver), "owner"),
        ("moves_agenda_items", AgendaItem.objects.filter(owner=giver, handled_at=None), "owner"),
        ("moves_drafts", Activity.objects.draft().filter(created_by=giver, working_group=None), "created_by"),
    ]

"""Ending a membership with all that hangs on it, and moving to another school."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from network.activities.actions.registering import withdraw
from network.membership import emails
from network.membership.effects import places, seats_in_groups, still_there
from network.people.actions import memberships


@transaction.atomic
def leave(*, membership, last_day, was, by, now):
    """Note the last day. With the last place in the network go the working groups and the places to come.

    Places are freed at once, for whoever waits. Twice does nothing more. Returns whether it changed something.
    """
    today = timezone.localdate(now)
    changed = memberships.end_membership(membership=membership, last_day=last_day, was=was, today=today)
    if changed and not still_there(membership, after=last_day):
        seats = seats_in_groups(membership.user, after=last_day)
        seats.update(ends_on=Greatest(F("starts_on"), last_day))
        coming = places(membership.user, after=last_day).filter(activity__starts_at__gt=now)
        for registration in coming.order_by("activity_id"):
            withdraw(registration=registration, by=by, now=now)
    if changed and by != membership.user:
        emails.queue_ended(membership, last_day=last_day, by=by, now=now)
    return changed


@transaction.atomic
def move(*, membership, school, function, starts_on, was, by, now):
    """End a membership and begin one at another school the day after. Returns the new one."""
    today = timezone.localdate(now)
    moved = memberships.move_to_school(
        membership=membership, school=school, function=function, starts_on=starts_on, was=was, today=today
    )
    if by != moved.user:
        emails.queue_moved(moved, by=by, now=now)
    return moved


@transaction.atomic
def begin(*, user, function, starts_on, by, now, school=None, partner=None):
    """Give somebody a function here, and tell them."""
    membership = memberships.begin_membership(
        user=user, function=function, starts_on=starts_on, school=school, partner=partner
    )
    if by != user:
        emails.queue_begun(membership, by=by, now=now)
    return membership

"""Who belongs where, and until when. Nothing is deleted: what ends gets a last day."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.base.text import short_date
from network.people.models import Membership, User

DAY = datetime.timedelta(days=1)


class AlreadyThere(Refusal):
    sentence = _("This person already has this function here.")


class HasEnded(Refusal):
    sentence = _("This has already ended.")


class EndsBeforeItBegan(Refusal):
    sentence = _("The last day lies before the first day.")


class SomeoneWasFirst(Refusal):
    """Another last day was noted since the page was opened."""

    def __init__(self, last_day):
        text = _("Someone else just took the last day away. Nothing was changed.")
        if last_day:
            text = _("Someone else just noted %(day)s as the last day. Nothing was changed.")
            text %= {"day": short_date(last_day)}
        super().__init__(text)


@transaction.atomic
def begin_membership(*, user, function, starts_on, school=None, partner=None):
    """Give a person a function at a school or partner from a day on. Returns the membership.

    The row of the person is locked: two people who do this at once wait for each other.
    """
    User.objects.select_for_update(of=["self"]).get(pk=user.pk)
    same = Membership.objects.filter(user=user, function=function, school=school, partner=partner)
    if same.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise AlreadyThere
    return Membership.objects.create(user=user, function=function, school=school, partner=partner, starts_on=starts_on)


@transaction.atomic
def end_membership(*, membership, last_day, was, today):
    """Note the last day of a membership. `was` is the last day that stood there when it was asked.

    Asked again for the same day it changes nothing. Returns whether it changed something.
    """
    membership = locked(membership)
    if membership.has_ended(on=today):
        raise HasEnded
    if membership.ends_on == last_day:
        return False
    if membership.ends_on != was:
        raise SomeoneWasFirst(membership.ends_on)
    if last_day < membership.starts_on:
        raise EndsBeforeItBegan
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    return True


@transaction.atomic
def keep_membership(*, membership, today):
    """Take a last day that has not passed away again."""
    membership = locked(membership)
    if membership.has_ended(on=today):
        raise HasEnded
    same = Membership.objects.filter(
        user=membership.user_id,
        function=membership.function,
        school=membership.school_id,
        partner=membership.partner_id,
        ends_on=None,
    )
    if same.exclude(pk=membership.pk).exists():
        raise AlreadyThere
    membership.ends_on = None
    membership.save(update_fields=["ends_on"])


@transaction.atomic
def move_to_school(*, membership, school, function, starts_on, was, today):
    """End a membership the day before `starts_on` and begin one at another school. Returns the new one.

    Stories, positions and activities keep the school of their time.
    """
    if membership.school_id == school.pk:
        raise AlreadyThere
    end_membership(membership=membership, last_day=starts_on - DAY, was=was, today=today)
    return begin_membership(user=membership.user, function=function, school=school, starts_on=starts_on)


@transaction.atomic
def name_stand_in(*, membership, first_day, last_day, today):
    """Let a colleague stand in for the school leader from a day on, until `last_day` or for the time being."""
    membership = locked(membership)
    if membership.has_ended(on=today):
        raise HasEnded
    membership.is_stand_in = True
    membership.stands_in_from, membership.stands_in_until = first_day, last_day
    membership.save(update_fields=["is_stand_in", "stands_in_from", "stands_in_until"])


@transaction.atomic
def end_stand_in(*, membership, today):
    """End standing in with yesterday as its last day; what had not begun is taken away. Twice does nothing more."""
    membership = locked(membership)
    if not membership.is_stand_in or (membership.stands_in_until and membership.stands_in_until < today):
        return
    begun = membership.stands_in_from or membership.starts_on
    membership.is_stand_in = begun < today
    membership.stands_in_from = begun if membership.is_stand_in else None
    membership.stands_in_until = today - DAY if membership.is_stand_in else None
    membership.save(update_fields=["is_stand_in", "stands_in_from", "stands_in_until"])


def locked(membership):
    return Membership.objects.select_for_update().get(pk=membership.pk)

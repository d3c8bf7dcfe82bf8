"""A text of the organisers for those who registered."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities import emails
from network.activities.actions.inviting import locked
from network.activities.actions.telling import still_here
from network.activities.models import Message, Registration
from network.base.refusal import Refusal
from network.people.wishes import Wish

A_DAY = datetime.timedelta(hours=24)
PER_DAY = 5
TO = {
    Message.To.COMING: {"state": Registration.State.CONFIRMED},
    Message.To.WAITING: {"state": Registration.State.WAITING},
    Message.To.ALL: {},
    Message.To.PRESENT: {"was_present": True},
    Message.To.ABSENT: {"was_present": False},
}


class NobodyToTell(Refusal):
    sentence = _("Nobody would get this message.")


class EnoughMessages(Refusal):
    sentence = _("Five messages went out in the last 24 hours. Wait a while, so that people keep reading them.")


def recipients(activity, *, to, school=None):
    """The registrations whose people get a message, by name; of one school if there is one."""
    rows = meant(activity, to=to, school=school)
    if to in Message.AFTERWARDS:
        rows = rows.filter(Q(user=None) | Q(**{f"user__{Wish.REMINDERS.field}": True}))
    return rows.with_people().by_name()


def meant(activity, *, to, school=None):
    """The registrations that belong to a group of people, whether they want such mail or not."""
    rows = activity.registrations.active().reachable().filter(**TO[to])
    return rows.filter(school=school) if school else rows


def reached(activity, *, to, school=None, on):
    """The same as `recipients` as a list, without whoever has left the network by the day `on`."""
    return still_here(recipients(activity, to=to, school=school), on=on)


@transaction.atomic
def send_message(*, activity, to, school, subject, text, by, now):
    """Write one mail for each recipient, and down what was sent. Returns the message.

    The activity is held, so that two organisers at once stay within the number of a day together. Raises NobodyToTell
    and EnoughMessages.
    """
    activity = locked(activity)
    if activity.messages.filter(sent_at__gt=now - A_DAY).count() >= PER_DAY:
        raise EnoughMessages
    people = reached(activity, to=to, school=school, on=timezone.localdate(now))
    if not people:
        raise NobodyToTell
    message = Message.objects.create(
        activity=activity, to=to, subject=subject, text=text, people=len(people), sent_by=by, sent_at=now
    )
    for registration in people:
        emails.queue_message(message, registration, by=by, now=now)
    return message

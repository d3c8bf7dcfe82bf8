"""Reminding by itself: the schools without an answer hear it half-way and a day before the last day."""

import datetime

from django.db import transaction
from django.utils import timezone

from network.steering import emails
from network.steering.actions.proposals import voices
from network.steering.consent import consent_of
from network.steering.models import FrameworkVersion, PositionReminder

A_DAY = datetime.timedelta(days=1)
Moment = PositionReminder.Moment


def remind_by_itself(*, now):
    """Send every reminder whose moment has come. Returns how many people get one."""
    today = timezone.localdate(now)
    open_ones = FrameworkVersion.objects.proposed().filter(positions_due_on__gte=today).by_deadline()
    return sum(remind_once(pk, today=today, now=now) for pk in list(open_ones.values_list("pk", flat=True)))


@transaction.atomic
def remind_once(pk, *, today, now):
    """Remind the silent schools of one version, if this is the moment and nobody did so yet."""
    version = FrameworkVersion.objects.select_for_update(skip_locked=True).proposed().filter(pk=pk).first()
    moment = version and moment_of(version, on=today)
    if not moment or was_reminded(version, moment, on=today):
        return 0
    people = list(voices(consent_of(version, on=today).missing, on=today))
    PositionReminder.objects.create(version=version, moment=moment, due_on=version.positions_due_on, at=now)
    emails.queue_reminder(version, to=people, now=now)
    return len(people)


def moment_of(version, *, on):
    """Which reminder a day is for, None for a day without. A short term has no half-way."""
    begun, due = timezone.localdate(version.proposed_at), version.positions_due_on
    if due - A_DAY <= on <= due and on > begun:
        return Moment.DAY_BEFORE
    half_way = begun + (due - begun) / 2
    return Moment.HALF_WAY if begun < half_way <= on < due - A_DAY else None


def was_reminded(version, moment, *, on):
    """Whether this reminder went out, or somebody pressed the button today."""
    by_hand = version.reminded_at and timezone.localdate(version.reminded_at) == on
    return by_hand or version.reminders.filter(moment=moment, due_on=version.positions_due_on).exists()

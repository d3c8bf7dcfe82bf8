"""Giving and ending offices, with mail to whom it concerns: the person, and everyone else who holds the office."""

from django.db import transaction
from django.utils import timezone

from network.membership import emails
from network.people.actions import offices


@transaction.atomic
def give_office(*, person, office, starts_on, by, now):
    """Returns the appointment."""
    appointment = offices.appoint(person=person, office=office, starts_on=starts_on, by=by)
    emails.queue_appointed(appointment, by=by, now=now)
    return appointment


@transaction.atomic
def end_office(*, appointment, last_day, by, now):
    """Returns whether it changed something."""
    changed = offices.end_appointment(appointment=appointment, last_day=last_day, today=timezone.localdate(now))
    if changed:
        emails.queue_office_ended(appointment, last_day=last_day, by=by, now=now)
    return changed

"""Giving and ending offices, with mail to whom it concerns."""

from django.db import transaction
from django.utils import timezone

from network.membership import emails
from network.people.actions import offices
from network.people.models import Appointment

Office = Appointment.Office


@transaction.atomic
def appoint_administrator(*, person, starts_on, by, now):
    appointment = offices.appoint(person=person, office=Office.ADMINISTRATOR, starts_on=starts_on, by=by)
    emails.queue_appointed(appointment, by=by, now=now)
    return appointment


@transaction.atomic
def end_office(*, appointment, last_day, by, now):
    """Returns whether it changed something."""
    changed = offices.end_appointment(appointment=appointment, last_day=last_day, today=timezone.localdate(now))
    if changed:
        emails.queue_office_ended(appointment, last_day=last_day, by=by, now=now)
    return changed

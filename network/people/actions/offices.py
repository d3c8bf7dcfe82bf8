"""The offices of the network. One that is held never falls vacant: the database holds that (`never_vacant`)."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.people.actions.memberships import EndsBeforeItBegan, HasEnded
from network.people.models import Appointment, User


class FallsVacant(Refusal):
    sentence = _("Nobody would hold this office then. Appoint somebody first.")


class AlreadyHolds(Refusal):
    sentence = _("This person already holds this office.")


class NotOneself(Refusal):
    sentence = _("Nobody gives an office to oneself.")


@transaction.atomic
def appoint(*, person, office, starts_on, by):
    """Give a person an office from a day on. Returns the appointment."""
    if person == by:
        raise NotOneself
    User.objects.select_for_update(of=["self"]).get(pk=person.pk)
    held = Appointment.objects.filter(user=person, office=office)
    if held.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise AlreadyHolds
    return Appointment.objects.create(user=person, office=office, starts_on=starts_on)


def is_last_holder(person, *, on):
    """Whether closing this account would leave an office to nobody after a date."""
    lasting = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), user__is_active=True)
    others = set(lasting.exclude(user=person).values_list("office", flat=True))
    return not set(lasting.filter(user=person).values_list("office", flat=True)) <= others


def end_appointment(*, appointment, last_day, today):
    """Note the last day of an appointment. Raises FallsVacant when nobody holds the office the day after.

    The same last day again changes nothing. Returns whether it changed something.
    """
    try:
        with transaction.atomic():
            return _end(Appointment.objects.select_for_update().get(pk=appointment.pk), last_day, today)
    except IntegrityError as error:
        if getattr(error.__cause__, "diag", None) and error.__cause__.diag.constraint_name == NEVER_VACANT:
            raise FallsVacant from error
        raise


NEVER_VACANT = "appointment_never_vacant"


def _end(appointment, last_day, today):
    if appointment.ends_on and appointment.ends_on < today:
        raise HasEnded
    if last_day < appointment.starts_on:
        raise EndsBeforeItBegan
    if appointment.ends_on == last_day:
        return False
    appointment.ends_on = last_day
    appointment.save(update_fields=["ends_on"])
    return True

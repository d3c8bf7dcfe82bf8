"""Guests without an account: asking for a place, confirming the address, and leaving no trace."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task

from network.activities import emails
from network.activities.actions.registering import fill_free_seats, withdraw
from network.activities.actions.seat_lock import NotOpen, refuse_after_deadline, refuse_unless_open, seats_of
from network.activities.models import Choice, Guest, Registration
from network.activities.models.guest import new_nonce
from network.activities.permissions import welcomes_guests
from network.base.refusal import Refusal
from network.people.models import User
from network.people.tokens import hash_of, new_token

VALID = datetime.timedelta(hours=24)
"""How long the link works that confirms an address. No place is held meanwhile."""
State, MovedUp = Registration.State, Registration.MovedUp


class LinkOver(Refusal):
    sentence = _("This link does not work any more. Fill in the form again, and you get a new one.")


@transaction.atomic
def ask_as_guest(*, activity, now, email, language, **fields):
    """Keep what somebody filled in. What is mailed is found out by the queue, so the answer takes as long for all."""
    refuse_unless_open(activity, now=now)
    refuse_after_deadline(activity, now=now)
    if not welcomes_guests(activity):
        raise NotOpen
    async_task(
        "network.activities.tasks.answer_guest",
        activity.pk,
        {"email": email.strip().lower(), "language": language, **fields},
        task_name="guest",
        save=False,
    )


@transaction.atomic
def answer_guest(*, activity, fields, now):
    """Mail whoever asked: a link to confirm the address; to a guest with a place the own page; to a member to log in.

    A later request takes the place of an unconfirmed one, and so does its link.
    """
    email = fields["email"]
    there = Guest.objects.select_for_update().filter(activity=activity, email=email).first()
    if User.objects.active().filter(email=email).exists():
        emails.queue_guest_has_account(activity, email=email, language=fields["language"], now=now)
    elif there and there.registrations.active().exists():
        emails.queue_to_guest("guest_page", there, now=now)
    else:
        token = new_token()
        guest = there or Guest(activity=activity)
        for name, value in fields.items():
            setattr(guest, name, value)
        guest.asked_at, guest.expires_at, guest.token_hash = now, now + VALID, hash_of(token)
        guest.save()
        emails.queue_to_guest("guest_confirm", guest, token=token, now=now)


def confirm(*, guest, now):
    """Give a guest a place, or one on the waiting list. The link is used up; twice gives what is there already.

    Raises LinkOver, and what `register` raises.
    """
    with seats_of(guest.activity) as activity:
        refuse_unless_open(activity, now=now)
        guest = Guest.objects.select_for_update().get(pk=guest.pk)
        for there_already in activity.registrations.active().filter(guest=guest):
            return there_already
        refuse_after_deadline(activity, now=now)
        if not guest.token_hash or guest.expires_at <= now:
            raise LinkOver
        if not welcomes_guests(activity):
            raise NotOpen
        seats = fill_free_seats(activity, because=MovedUp.RELEASED, now=now)
        guest.confirmed_at, guest.token_hash, guest.activity = now, None, activity
        guest.save(update_fields=["confirmed_at", "token_hash"])
        registration = Registration.objects.create(
            activity=activity,
            guest=guest,
            state=State.CONFIRMED if seats.free_for(None) else State.WAITING,
            registered_at=now,
        )
        emails.queue_registered(registration, by=None, now=now)
        return registration


@transaction.atomic
def forget_guest(*, guest, now):
    """Withdraw what is still to come, and remove everything that tells who it was. That a guest was there stays."""
    for registration in guest.registrations.active().select_related("activity"):
        if registration.activity.is_open(now=now):
            withdraw(registration=registration, by=None, now=now)
    make_nameless(Guest.objects.filter(pk=guest.pk))


def make_nameless(guests):
    """Take away the details, the answers and what was chosen of these guests (a queryset). Returns how many."""
    keys = list(guests.values_list("pk", flat=True))
    for registration in Registration.objects.filter(guest__in=keys):
        registration.answers.all().delete()
        Choice.objects.filter(registration=registration).delete()
    Registration.objects.filter(guest__in=keys).exclude(cancelled_because="").update(cancelled_because="")
    for key in keys:
        Guest.objects.filter(pk=key).update(
            given_name="", family_name="", email="", organisation="", token_hash=None, nonce=new_nonce()
        )
    return len(keys)

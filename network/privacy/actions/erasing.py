"""Asking for removal of one's details, and taking that back. Carrying it out is in `network.privacy.forgetting`."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.people.models import User
from network.privacy import emails, handover
from network.privacy.models import Erasure
from network.privacy.models.own_data import REGRET


class HandOverFirst(Refusal):
    sentence = _("First hand over what nobody else does. Nothing has changed.")


class TooLate(Refusal):
    sentence = _("There is nothing to take back any more.")


@transaction.atomic
def ask(*, person, now):
    """Plan the removal of someone's details, after the time for regret. Asking twice gives the same one.

    Raises HandOverFirst when nobody else does what this person does.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if there_already := person.erasures.open().first():
        return there_already
    if handover.must(person, on=localdate(now)):
        raise HandOverFirst
    return plan(person, Erasure.Reason.ASKED, now)


@transaction.atomic
def plan_because_of_term(*, person, now):
    """Plan it for somebody who left the network long ago. Returns whether that was new."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_at or person.erasures.open().exists():
        return False
    plan(person, Erasure.Reason.TERM, now)
    return True


def plan(person, reason, now):
    erasure = Erasure.objects.create(user=person, reason=reason, asked_at=now, due_at=now + REGRET)
    person.leaves_at = erasure.due_at
    person.save(update_fields=["leaves_at"])
    emails.queue_planned(erasure, now=now)
    return erasure


@transaction.atomic
def take_back(*, person, now):
    """Keep the details after all. Possible until the very moment in which they are removed; raises TooLate then."""
    person = User.objects.select_for_update().get(pk=person.pk)
    erasure = person.erasures.open().select_for_update().first()
    if not erasure:
        raise TooLate
    erasure.taken_back_at = now
    erasure.save(update_fields=["taken_back_at"])
    person.leaves_at = None
    person.save(update_fields=["leaves_at"])
    emails.queue_taken_back(erasure, now=now)
    return erasure

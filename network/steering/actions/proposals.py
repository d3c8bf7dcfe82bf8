"""A version before the schools: proposing it, giving more time, reminding, taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.people.models import User
from network.schools.models import School
from network.steering import emails
from network.steering.actions.frameworks import EditedMeanwhile, NotADraft, copy_as_draft, locked
from network.steering.consent import consent_of
from network.steering.models import FrameworkVersion


class NotProposed(Refusal):
    sentence = _("This version is not before the schools (any more).")


class DeadlineTooEarly(Refusal):
    sentence = _("Choose a last day that lies after today, so that the schools have time to answer.")


class AlreadyReminded(Refusal):
    sentence = _("A reminder was already sent today.")


class NobodyToRemind(Refusal):
    sentence = _("There is nobody to remind: every school with a school leader has given its position.")


def voices(schools, *, on):
    """The people who may answer for `schools` on a date, by name and with their standing."""
    return User.objects.speaking_for(schools, on=on).with_standing(on=on).by_name()


def everyone_asked(*, on):
    """The people who may answer for any of the schools that take part on a date."""
    return voices(School.objects.taking_part(on=on), on=on)


@transaction.atomic
def propose(*, version, revision, due_on, by, now):
    """Put a draft before the schools until `due_on` (that day included) and ask every voice by mail.

    Raises NotADraft, DeadlineTooEarly, or EditedMeanwhile when the draft is not the one that the person read.
    """
    version = locked(version)
    if not version.is_draft:
        raise NotADraft
    if version.revision != revision:
        raise EditedMeanwhile(version)
    today = timezone.localdate(now)
    if due_on <= today:
        raise DeadlineTooEarly
    version.state, version.positions_due_on = FrameworkVersion.State.PROPOSED, due_on
    version.proposed_by, version.proposed_at = by, now
    version.save()
    emails.queue_position_asked(version, to=everyone_asked(on=today), now=now)
    return version


@transaction.atomic
def extend_term(*, version, due_on, by, now):
    """Give the schools until `due_on`; nobody gets mail. `by` is in the audit trail."""
    version = proposed(version)
    if due_on <= max(version.positions_due_on, timezone.localdate(now)):
        raise DeadlineTooEarly(_("Choose a last day that lies later than the present one, and after today."))
    version.positions_due_on = due_on
    version.save()


@transaction.atomic
def remind_schools_without_position(*, version, by, now):
    """Ask once more those who may answer for a school that has not, at most once a day. Returns how many people."""
    version = proposed(version)
    today = timezone.localdate(now)
    if not version.takes_positions(on=today):
        raise NotProposed(_("The term for positions is over. Give the schools more time first."))
    if version.reminded_at and timezone.localdate(version.reminded_at) == today:
        raise AlreadyReminded
    people = list(voices(consent_of(version, on=today).missing, on=today))
    if not people:
        raise NobodyToRemind
    version.reminded_by, version.reminded_at = by, now
    version.save()
    emails.queue_reminder(version, to=people, now=now)
    return len(people)


@transaction.atomic
def withdraw(*, version, by, now):
    """Take a draft or a proposal off the table for good. Those who were asked for a position hear of it."""
    version = locked(version)
    if not (version.is_draft or version.is_proposed):
        raise NotProposed
    was_proposed = version.is_proposed
    version.state = FrameworkVersion.State.WITHDRAWN
    version.save()
    if was_proposed:
        emails.queue_withdrawn(version, by=by, to=everyone_asked(on=timezone.localdate(now)), now=now)


@transaction.atomic
def rewrite(*, version, by, now):
    """Take a proposal back and begin the next version as a copy of it. Its positions stay readable.

    Returns the new draft. Those who were asked hear that they will be asked again.
    """
    version = proposed(version)
    version.state = FrameworkVersion.State.WITHDRAWN
    version.save()
    emails.queue_rewritten(version, by=by, to=everyone_asked(on=timezone.localdate(now)), now=now)
    return copy_as_draft(version, by=by, now=now)


def proposed(version):
    """The version, locked; raises NotProposed when it is not before the schools."""
    version = locked(version)
    if not version.is_proposed:
        raise NotProposed
    return version

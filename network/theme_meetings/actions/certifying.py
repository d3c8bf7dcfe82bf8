"""Certificates: issuing them to whoever was there, withdrawing one, and correcting what was wrong."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task

from network.activities.models import Registration
from network.base.refusal import Refusal
from network.schools.models import Network
from network.theme_meetings import certificates, emails
from network.theme_meetings.models import Certificate, ThemeMeeting

State = Certificate.State


class NotOver(Refusal):
    sentence = _("You can issue certificates once the meeting is over.")


class NobodyToCertify(Refusal):
    sentence = _("There is nobody who was there and has no certificate yet.")


class AlreadyEnded(Refusal):
    sentence = _("This certificate was withdrawn or replaced before.")


@transaction.atomic
def issue(*, meeting, roles, contact_minutes, self_study_minutes, by, now):
    """Give everyone named in `roles` (registration key → role) who was there and has none a certificate.

    Returns how many; the queue writes their mail. Pressing twice issues nothing twice: the meeting is held. Raises
    NotOver and NobodyToCertify.
    """
    meeting = held(meeting)
    if not meeting.is_published or not meeting.is_over(now=now):
        raise NotOver
    meeting.contact_minutes, meeting.self_study_minutes = contact_minutes, self_study_minutes
    meeting.save(update_fields=["contact_minutes", "self_study_minutes"])
    waiting = list(without_certificate(meeting).filter(pk__in=roles).with_people())
    if not waiting:
        raise NobodyToCertify
    network, on = Network.objects.here(), localdate(now)
    made = [
        Certificate(
            registration=registration,
            content=certificates.content_of(
                registration, meeting=meeting, role=roles[registration.pk], by=by, on=on, network=network
            ),
            issued_by=by,
            issued_at=now,
        )
        for registration in waiting
    ]
    Certificate.objects.bulk_create(made)
    wake(meeting)
    return len(made)


@transaction.atomic
def reissue(*, meeting, by, now):
    """Replace every certificate that says something else than it would now. Returns how many."""
    meeting = held(meeting)
    network, on = Network.objects.here(), localdate(now)
    valid = Certificate.objects.of_meeting(meeting).valid().with_meeting().select_for_update(of=["self"])
    old = [certificate for certificate in valid.order_by("pk") if certificates.differs(certificate, meeting=meeting)]
    Certificate.objects.filter(pk__in=[each.pk for each in old]).update(state=State.REPLACED, ended_by=by, ended_at=now)
    Certificate.objects.bulk_create(
        Certificate(
            registration=each.registration,
            content=certificates.content_of(
                each.registration, meeting=meeting, role=each.content["role"], by=by, on=on, network=network
            ),
            issued_by=by,
            issued_at=now,
            shown=each.shown,
            replaces=each,
        )
        for each in old
    )
    if old:
        wake(meeting)
    return len(old)


@transaction.atomic
def revoke(*, certificate, because, by, now):
    """Withdraw a certificate, and tell its holder why. Raises AlreadyEnded."""
    held_one = Certificate.objects.select_for_update(of=["self"]).with_meeting().get(pk=certificate.pk)
    if held_one.state != State.VALID:
        raise AlreadyEnded
    held_one.state, held_one.ended_by, held_one.ended_at = State.REVOKED, by, now
    held_one.revoked_because = because
    held_one.save(update_fields=["state", "ended_by", "ended_at", "revoked_because"])
    emails.queue_certificate_revoked(held_one, by=by, now=now)
    return held_one


def tell_holders(*, meeting, clock):
    """Write to every holder of a certificate that nobody told yet. Returns how many.

    Each in a transaction of its own, so that a run that is killed tells nobody twice; `clock` gives this moment.
    """
    untold = Certificate.objects.of_meeting(meeting).filter(told_at=None, state=State.VALID).order_by("pk")
    return sum(tell(pk=pk, now=clock()) for pk in untold.values_list("pk", flat=True))


@transaction.atomic
def tell(*, pk, now):
    untold = Certificate.objects.filter(pk=pk, told_at=None, state=State.VALID)
    certificate = untold.with_meeting().select_for_update(of=["self"], skip_locked=True).first()
    if not certificate:
        return False
    certificate.told_at = now
    certificate.save(update_fields=["told_at"])
    emails.queue_certificate_issued(certificate, by=certificate.issued_by, now=now)
    return True


def wake(meeting):
    """Ask the queue to write the mail; the request is part of the transaction."""
    async_task(
        "network.theme_meetings.tasks.tell_holders", meeting.pk, task_name=f"certificates {meeting.pk}", save=False
    )


def held(meeting):
    """The meeting, locked until the transaction ends."""
    found = ThemeMeeting.objects.select_for_update(of=["self"]).select_related("working_group", "goal", "host_school")
    return found.get(pk=meeting.pk)


def without_certificate(meeting):
    """Registrations of those who were there and have no valid certificate, by name."""
    there = Registration.objects.confirmed().filter(activity=meeting, was_present=True)
    have_one = Certificate.objects.filter(state=State.VALID).values("registration")
    return there.exclude(pk__in=have_one).by_name()

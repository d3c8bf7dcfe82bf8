"""Writing down a data breach, correcting it, closing it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.people.models import User
from network.people.standing import Role
from network.privacy import emails
from network.privacy.models import Breach


class SayWhyNot(Refusal):
    sentence = _("It was not reported to the authority. Say why not; then you can close it.")


def save_breach(*, breach, by, now):
    """Write down a new breach, or a correction. What it said before stays in the audit trail."""
    if breach.pk is None:
        breach.recorded_by, breach.recorded_at = by, now
    breach.save()
    return breach


@transaction.atomic
def close(*, breach, because, by, now):
    """Close a breach: it was reported, or `because` says why that was not needed. Twice does nothing more."""
    breach = Breach.objects.select_for_update().get(pk=breach.pk)
    if breach.closed_at:
        return breach
    if not breach.reported_at and not because.strip():
        raise SayWhyNot
    breach.not_reported_because = because.strip() or breach.not_reported_because
    breach.closed_by, breach.closed_at = by, now
    breach.save(update_fields=["not_reported_because", "closed_by", "closed_at"])
    return breach


def remind_of_clocks(*, now):
    """Mail who looks after privacy about breaches whose clock has a day left, once for each. Returns how many."""
    return sum(remind(pk=pk, now=now) for pk in Breach.objects.to_remind_of(now=now).values_list("pk", flat=True))


@transaction.atomic
def remind(*, pk, now):
    breach = Breach.objects.to_remind_of(now=now).select_for_update(skip_locked=True).filter(pk=pk).first()
    if not breach:
        return False
    breach.reminded_at = now
    breach.save(update_fields=["reminded_at"])
    today = timezone.localdate(now)
    for person in guardians(on=today):
        emails.queue_breach_clock(breach, person, now=now)
    return True


def guardians(*, on):
    """Who looks after privacy on a date: administrators and project leads."""
    holders = User.objects.holding(Role.ADMINISTRATOR, on=on) | User.objects.holding(Role.PROJECT_LEAD, on=on)
    return holders.distinct().order_by("pk")

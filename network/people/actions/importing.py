"""Inviting everyone on a list: handed in, looked through, confirmed, and then worked through by the queue."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task

from network.base.refusal import Refusal
from network.people import permissions
from network.people.actions import invitations
from network.people.importing.checking import checked_rows
from network.people.models import InvitationList, InvitationRow

Problem = InvitationRow.Problem
AT_ONCE = datetime.timedelta(seconds=60)
"""One run of the task stops here, well before the queue's own timeout, and asks for the next."""


class NobodyToInvite(Refusal):
    sentence = _("There is nobody to invite in this list.")


class AlreadyConfirmed(Refusal):
    sentence = _("This list was confirmed already.")


@transaction.atomic
def hand_in(*, lines, by, now, function="", place=None, language="nl"):
    """Keep the lines of a list with their problems. Nobody is invited yet. Returns the list."""
    handed_in = InvitationList.objects.create(made_by=by, made_at=now, language=language)
    today = timezone.localdate(now)
    rows = checked_rows(lines, by=by, now=now, on=today, function=function, place=place)
    for row in rows:
        row.list = handed_in
    InvitationRow.objects.bulk_create(rows)
    return handed_in


@transaction.atomic
def confirm(*, invitation_list, by, now):
    """Let the queue invite everyone whose line is in order. Raises AlreadyConfirmed the second time."""
    held = InvitationList.objects.select_for_update().get(pk=invitation_list.pk)
    if held.confirmed_at:
        raise AlreadyConfirmed
    if not held.rows.filter(problem="").exists():
        raise NobodyToInvite
    held.confirmed_by, held.confirmed_at = by, now
    held.save(update_fields=["confirmed_by", "confirmed_at"])
    wake(held.pk)


def wake(pk):
    """Ask the queue to go on with a list. Should this get lost, the sweep of every minute finds it."""
    async_task("network.people.tasks.work_through_list", pk, task_name=f"invitations {pk}", save=False)


def work_through(*, pk, clock):
    """Invite the people of a confirmed list, each in a transaction of its own, so a run that is killed loses nothing.

    Every row is looked at again under its lock: whoever runs this a second time, or beside another run, invites nobody
    twice. `clock` gives the present moment. Returns whether the list is finished.
    """
    began = clock()
    waiting = InvitationRow.objects.filter(list=pk, handled_at=None, list__confirmed_at__isnull=False)
    for row in waiting.order_by("number", "pk").values_list("pk", flat=True):
        handle(pk=row, now=clock())
        if clock() - began > AT_ONCE:
            wake(pk)
            return False
    if waiting.exists():  # another run holds what is left
        return False
    return bool(InvitationList.objects.unfinished().filter(pk=pk).update(finished_at=clock()))


@transaction.atomic
def handle(*, pk, now):
    """Invite the person of one row, or note why not, unless that was done."""
    row = InvitationRow.objects.select_for_update(of=["self"]).filter(pk=pk, handled_at=None).first()
    if not row:
        return
    if not row.problem:
        invite_from(row, now=now)
    row.handled_at = now
    row.save(update_fields=["problem", "handled_at", "invitation"])


def invite_from(row, *, now):
    """What was found when the list came in may have changed since; the rules that hold now count."""
    by, place = row.list.confirmed_by, {"school": row.school, "partner": row.partner}
    if not by.is_active or not permissions.may_invite_to(by, function=row.function, **place):
        row.problem = Problem.FUNCTION_NOT_ALLOWED
        return
    try:
        row.invitation = invitations.invite(
            email=row.email, name=row.name, function=row.function, language=row.list.language, by=by, now=now, **place
        )
    except invitations.AlreadyThere:
        row.problem = Problem.MEMBER
    except invitations.AlreadyInvited:
        row.problem = Problem.INVITED
    except invitations.SentOften:
        row.problem = Problem.SENT_OFTEN

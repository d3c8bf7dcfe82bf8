"""Requests to join, from people who have no account."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task

from network.base.refusal import Refusal
from network.people import emails
from network.people.actions import invitations
from network.people.models import JoinRequest, User
from network.people.tokens import hash_of, new_token


class AlreadyAnswered(Refusal):
    sentence = _("This request was answered already.")


@transaction.atomic
def ask_to_join(*, now, **fields):
    """Keep a request. Whether the address is known is looked up by the queue, so the answer takes as long for all."""
    request = JoinRequest.objects.create(asked_at=now, **{**fields, "email": fields["email"].strip().lower()})
    async_task("network.people.tasks.answer_join_request", request.pk, task_name="request to join", save=False)


@transaction.atomic
def send_first_answer(*, pk, now):
    """Mail a link that confirms the address; to whoever has an account only that it is there."""
    request = JoinRequest.objects.select_for_update().filter(pk=pk, confirmed_at=None, token_hash=None).first()
    if not request:
        return
    if User.objects.active().filter(email=request.email).exists():
        emails.queue_has_account(request, now=now)
        request.delete()
        return
    token = new_token()
    request.token_hash = hash_of(token)
    request.save(update_fields=["token_hash"])
    emails.queue_confirm_request(request, token=token, now=now)


def confirm_address(*, request, now):
    """From now on the project lead sees the request. A second one of the same address says nothing new and goes."""
    try:
        with transaction.atomic():
            JoinRequest.objects.filter(pk=request.pk, confirmed_at=None).update(confirmed_at=now)
    except IntegrityError:
        JoinRequest.objects.filter(pk=request.pk, confirmed_at=None).delete()


@transaction.atomic
def invite_asker(*, request, function, by, now, school=None, partner=None):
    """Answer a request with an invitation. Raises AlreadyAnswered, AlreadyThere or AlreadyInvited."""
    request = unanswered(request)
    request.invitation = invitations.invite(
        email=request.email,
        name=request.name,
        function=function,
        school=school,
        partner=partner,
        language=request.language,
        by=by,
        now=now,
    )
    request.answered_by, request.answered_at = by, now
    request.save(update_fields=["invitation", "answered_by", "answered_at"])


@transaction.atomic
def decline(*, request, reason, by, now):
    """Answer a request with a reason, by mail. Raises AlreadyAnswered."""
    request = unanswered(request)
    request.declined_because, request.answered_by, request.answered_at = reason, by, now
    request.save(update_fields=["declined_because", "answered_by", "answered_at"])
    emails.queue_declined(request, now=now)


def unanswered(request):
    row = JoinRequest.objects.unanswered().select_for_update().filter(pk=request.pk).first()
    if not row:
        raise AlreadyAnswered
    return row

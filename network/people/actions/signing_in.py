"""Codes by mail, and the sessions of a person."""

import hashlib

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.db import transaction
from django_q.tasks import async_task

from network.people.models import Session


def begin_login_by_code(request, *, email):
    """Make a code for this address and wait for it in the session of the request.

    Whether there is an account is asked by the queue, which mails the code, and once more when the right code comes
    back. Here nobody looks: the answer is the same for every address, in text and in time.
    """
    login = Login(user=None, email=email)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(LoginCodeVerificationProcess.initial_state(user=None, email=email), initiated_by_user=True)
    process = LoginCodeVerificationProcess(stage=stage)
    code = process.generate_code()
    process.persist()
    async_task("network.people.tasks.send_login_code", email, code, save=False, task_name="login code")


def handle_of(session_key):
    """By what a page names a session; the key itself would open it."""
    return hashlib.sha256(f"session {session_key}".encode()).hexdigest()[:24]


@transaction.atomic
def end_sessions(*, person, but=None, only=None):
    """End the sessions of a person: all `but` the one with this key, or `only` the one with this handle.

    Returns how many ended.
    """
    keys = [key for key in Session.objects.of(person).values_list("session_key", flat=True) if key != but]
    if only is not None:
        keys = [key for key in keys if handle_of(key) == only]
    deleted, _ = Session.objects.filter(session_key__in=keys).delete()
    return deleted

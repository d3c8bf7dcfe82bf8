"""Going to a provider and coming back; linking, unlinking, and accepting an invitation with a school account."""

import logging

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from network.base.refusal import Refusal
from network.people.actions import school_accounts as actions
from network.people.actions.invitations import open_account
from network.people.forms.signing_in import NameForm
from network.people.invitations import forget_token, pending_invitation
from network.people.links import is_ours
from network.people.provider import ARRIVAL, TokenReader, fresh_arrival
from network.people.reauthentication import reauthenticated

logger = logging.getLogger(__name__)

FAULTS = (RequestException, OAuth2Error, LookupError, ValueError, TypeError)
"""What a provider can do wrong: be away, refuse, or answer something that is no answer."""


def provider_of(request, name):
    try:
        return get_adapter(request).get_provider(request, name)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown


@login_not_required
@require_POST
def login(request, provider_id):
    url = request.POST.get("next", "")
    return send(request, provider_id, AuthProcess.LOGIN, url if is_ours(url) else None)


@require_POST
@reauthenticated
def link(request, provider):
    return send(request, provider, AuthProcess.CONNECT, reverse("people:security"))


def send(request, name, process, next_url):
    """A page that leads on to the provider. The policy of our pages lets a form be redirected nowhere else."""
    provider = provider_of(request, name)
    try:
        answer = provider.go(request, process, next_url)
    except FAULTS as fault:
        return failed(request, provider, fault)
    return render(request, "socialaccount/on_the_way.html", {"provider": provider, "address": answer["Location"]})


def failed(request, provider, fault):
    logger.warning("Logging in with %s failed: %s: %s", provider.app.provider_id, type(fault).__name__, fault)
    return render_authentication_error(request, provider, exception=fault)


class ReturnView(OAuth2CallbackView):
    def _get_state(self, request, provider):
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, answer


@login_not_required
@require_safe
def come_back(request, provider_id):
    """Where a provider sends people back to, with a code or with an error."""
    provider = provider_of(request, provider_id)
    try:
        return ReturnView.adapter_view(TokenReader(request, provider_id))(request)
    except Refusal as refusal:
        return render(request, "socialaccount/refused.html", {"provider": provider, "refusal": refusal}, status=403)
    except FAULTS as fault:
        return failed(request, provider, fault)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    """Accept an invitation with the school account that one just came with; or read how to get one."""
    arrival = fresh_arrival(request)
    if not arrival:
        return redirect("account_login")
    invitation = pending_invitation(request, now=timezone.now())
    if not invitation:
        return render(
            request,
            "socialaccount/no_invitation.html",
            {"provider": provider_of(request, arrival["provider"])},
            status=403,
        )
    first = {name: arrival[name] or getattr(invitation, name) for name in ("given_name", "family_name")}
    form = NameForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return come_in(request, arrival, invitation, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "invitation": invitation, "provider": provider_of(request, arrival["provider"])}
    return render(request, "socialaccount/join.html", context)


def come_in(request, arrival, invitation, names):
    """Open the account that the invitation is for, link the school account, and log in."""
    now = timezone.now()
    with transaction.atomic():
        person = open_account(invitation=invitation, now=now, **names)
        actions.link(person=person, provider=arrival["provider"], uid=arrival["uid"], shown=arrival["shown"], now=now)
    forget_token(request)
    del request.session[ARRIVAL]
    record_authentication(request, person, "socialaccount", provider=arrival["provider"], uid=arrival["uid"])
    return perform_login(request, Login(user=person, redirect_url=reverse("entry:about_me")))


@require_http_methods(["GET", "HEAD", "POST"])
@reauthenticated(allow_get=True)
def unlink(request, pk):
    account = get_object_or_404(SocialAccount, pk=pk, user=request.user)
    if request.method == "POST":
        actions.unlink(account=account, now=timezone.now())
        return redirect("people:security")
    return render(request, "socialaccount/unlink.html", {"account": account})

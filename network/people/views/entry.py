"""Coming in with an invitation: the link, the account, and two pages about oneself. Three screens in all."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.base.refusal import Refusal
from network.people import limits
from network.people.actions import invitations as actions
from network.people.actions import wishes as wish_actions
from network.people.forms.entry import AboutMeForm, AccountForm
from network.people.forms.wishes import WishesForm
from network.people.invitations import forget_token, held_invitation, pending_invitation, remember_token, state_of
from network.people.models import Invitation, User
from network.people.tokens import hash_of
from network.people.views import remember_language

GUESSES, GUESSES_IN = 60, 600
"""Links that lead nowhere, per address of the network and per ten minutes. A whole school sits behind one address."""


@login_not_required
@never_cache
@require_safe
def link(request, token):
    """Take the token out of the address, and go on. Looking at a link uses nothing up: programs that check mail do."""
    if limits.is_over("invitation", limits.caller(request), amount=GUESSES):
        return render(request, "429.html", status=429)
    invitation = Invitation.objects.filter(token_hash=hash_of(token)).first()
    if not invitation:
        limits.count("invitation", limits.caller(request), seconds=GUESSES_IN)
        return render(request, "people/entry_closed.html", status=404)
    remember_token(request, token)
    response = redirect("entry:accept")
    remember_language(response, invitation.language)
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request):
    """The page of the invitation that this browser holds. What it gives comes from the invitation, not from a form."""
    invitation = pending_invitation(request, now=timezone.now())
    if not invitation:
        return closed(request)
    if request.user.is_authenticated:
        return accept_with_own_account(request, invitation)
    if User.objects.filter(email=invitation.email).exists():
        return render(request, "people/entry_log_in.html", {"invitation": invitation})
    return accept_with_new_account(request, invitation)


def closed(request):
    """Why there is nothing to accept. Whoever is inside by now, such as after pressing twice, goes on."""
    invitation = held_invitation(request)
    state = invitation and state_of(invitation, now=timezone.now())
    if request.user.is_authenticated and state in {None, Invitation.State.ACCEPTED}:
        forget_token(request)
        return redirect("dashboard:landing")
    context = {"invitation": invitation, "state": state}
    return render(request, "people/entry_closed.html", context, status=410 if invitation else 404)


def accept_with_own_account(request, invitation):
    if request.user.email != invitation.email:
        return render(request, "people/entry_someone_else.html", {"invitation": invitation}, status=403)
    if request.method != "POST":
        return render(request, "people/entry_add.html", {"invitation": invitation})
    try:
        actions.accept_invitation(invitation=invitation, person=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal)
        return redirect("entry:accept")
    forget_token(request)
    # With another key, and still open: until now it may have been that of somebody without a place in the network.
    update_session_auth_hash(request, User.objects.get(pk=request.user.pk))
    messages.success(request, _("You now belong to %(organisation)s.") % {"organisation": invitation.organisation})
    return redirect("dashboard:landing")


def accept_with_new_account(request, invitation):
    form = AccountForm(request.POST or None, invitation=invitation)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/entry_account.html", {"form": form, "invitation": invitation})
    try:
        person = actions.open_account(invitation=invitation, now=timezone.now(), **form.account())
    except Refusal:  # it was used in another window: the page says how things are now
        return redirect("entry:accept")
    sign_in(request, person)
    return redirect("entry:about_me")


def sign_in(request, person):
    """Begin a session of a new account. The key of the visitor's session dies, so whoever knew it gets nothing."""
    forget_token(request)
    get_adapter().login(request, person)
    record_authentication(request, person, method="password")


@require_http_methods(["GET", "HEAD", "POST"])
def about_me(request):
    if not request.user.standing.is_member:
        raise PermissionDenied
    form = AboutMeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("entry:wishes")
    memberships = request.user.memberships.current(on=timezone.localdate()).with_organisation()
    context = {"form": form, "memberships": memberships, "later": reverse("entry:wishes")}
    return render(request, "people/entry_about_me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request):
    form = WishesForm(request.POST or None, instance=request.user)
    form.submit_label = _("Go inside")
    if request.method == "POST" and form.is_valid():
        wish_actions.save_wishes(form=form, now=timezone.now())
        messages.success(request, _("Welcome, %(name)s. This is your start.") % {"name": request.user.given_name})
        response = redirect("dashboard:landing")
        remember_language(response, request.user.language)
        return response
    return render(request, "people/entry_wishes.html", {"form": form})

"""Logging in and security: one page with every way in, and where one is logged in now."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from network.people.actions.signing_in import end_sessions, handle_of
from network.people.models import Session
from network.people.reauthentication import reauthenticated
from network.people.second_step import lacks_second_step


@require_safe
def to_overview(request):
    return redirect("people:security")


@require_safe
def overview(request):
    found = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    kinds = {one.type: one for one in found}
    context = {
        "must_set_up": lacks_second_step(request),
        "passkeys": [one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        "app": kinds.get(Authenticator.Type.TOTP),
        "recovery": kinds.get(Authenticator.Type.RECOVERY_CODES),
        "school_accounts": school_accounts(request),
        "sessions": sessions(request),
    }
    return render(request, "people/security.html", context)


def school_accounts(request):
    """(name, provider, linked account or None) for each provider; an account of one that is gone stands there too."""
    linked = list(SocialAccount.objects.filter(user=request.user).order_by("pk"))
    providers = {one.app.provider_id: one for one in get_adapter(request).list_providers(request)}
    gone = [(account.provider, None, account) for account in linked if account.provider not in providers]
    of = {account.provider: account for account in linked}
    return [(str(provider), provider, of.get(key)) for key, provider in providers.items()] + gone


def sessions(request):
    """The sessions of this person, this one first."""
    mine, now = request.session.session_key, timezone.now()
    found = Session.objects.of(request.user).live(now=now).latest_first().only("device", "seen_on", "expire_date")
    rows = [
        {"handle": handle_of(one.pk), "device": one.device, "seen_on": one.seen_on, "here": one.pk == mine}
        for one in found
    ]
    return sorted(rows, key=lambda row: not row["here"])


@require_POST
@reauthenticated
def sessions_end(request):
    """End one session, by its handle, or all others."""
    only = request.POST.get("session") or None
    count = end_sessions(person=request.user, but=request.session.session_key, only=only)
    text = ngettext("%(count)d device is logged out.", "%(count)d devices are logged out.", count) % {"count": count}
    messages.success(request, text if count else _("There was nothing left to end."))
    return redirect("people:security")

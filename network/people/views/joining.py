"""Asking to join, for people without an account. The answer on the page is the same for every address."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.people import limits
from network.people.actions import joining as actions
from network.people.forms.joining import JoinForm
from network.people.models import JoinRequest
from network.people.tokens import hash_of

FROM_ONE_PLACE, FOR_ONE_ADDRESS, HOUR = 20, 3, 3600
"""Requests in an hour, from one address of the network and for one e-mail address."""
KEY = "join_request"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    form = JoinForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/join.html", {"form": form})
    if limits.is_over("join", limits.caller(request), amount=FROM_ONE_PLACE):
        return render(request, "429.html", status=429)
    limits.count("join", limits.caller(request), seconds=HOUR)
    fields = form.cleaned_data
    is_program = fields.pop("website")
    email = fields["email"].lower()
    if not is_program and not limits.is_over("join_for", email, amount=FOR_ONE_ADDRESS):
        limits.count("join_for", email, seconds=HOUR)
        actions.ask_to_join(**fields, language=get_language(), now=timezone.now())
    return render(request, "people/join_done.html", {"email": fields["email"]})


@login_not_required
@never_cache
@require_safe
def join_link(request, token):
    """Take the token out of the address, and go on to the page that asks."""
    if limits.is_over("join_link", limits.caller(request), amount=FROM_ONE_PLACE):
        return render(request, "429.html", status=429)
    if not JoinRequest.objects.filter(token_hash=hash_of(token)).exists():
        limits.count("join_link", limits.caller(request), seconds=HOUR)
        return render(request, "people/join_confirm.html", {"asker": None}, status=404)
    request.session[KEY] = hash_of(token)
    return redirect("entry:join_confirm")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_confirm(request):
    token_hash = request.session.get(KEY)
    asker = JoinRequest.objects.filter(token_hash=token_hash).first() if token_hash else None
    if asker and request.method == "POST":
        actions.confirm_address(request=asker, now=timezone.now())
        return render(request, "people/join_confirm.html", {"asker": asker, "is_done": True})
    is_done = bool(asker and asker.confirmed_at)
    return render(
        request, "people/join_confirm.html", {"asker": asker, "is_done": is_done}, status=200 if asker else 404
    )

"""From an empty portal to a network, in three screens. What is filled in waits in the session until the last one.

The password is asked last, so it is kept nowhere on the way.
"""

import functools

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.forms import formset_factory
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.base.numbers import whole
from network.founding import actions
from network.founding.forms import NetworkForm, PersonForm, SchoolForm, SchoolRows
from network.founding.models import FoundingLink, is_founded
from network.people.tokens import hash_of

LINK, NETWORK, SCHOOLS = "founding_link", "founding_network", "founding_schools"
ROWS, MOST_ROWS = 4, 60
Schools = formset_factory(SchoolForm, formset=SchoolRows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


@login_not_required
@never_cache
@require_safe
def enter(request, token):
    """Take the token out of the address. It is only looked at here; the last screen uses it up."""
    if is_founded():
        raise Http404
    known = hash_of(token)
    if not FoundingLink.objects.usable(now=timezone.now()).filter(token_digest=known).exists():
        return render(request, "founding/link_is_over.html", status=404)
    request.session[LINK] = known
    return redirect("founding:network")


def screen(view):
    """Decorator of a screen of the set-up, for whoever came through the link, as long as there is no network."""

    @login_not_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def guarded(request):
        known = request.session.get(LINK)
        if not known:
            raise Http404
        if is_founded():
            return too_late(request)
        if not FoundingLink.objects.usable(now=timezone.now()).filter(token_digest=known).exists():
            return render(request, "founding/link_is_over.html", status=404)
        return view(request)

    return guarded


def too_late(request):
    """Say to whoever was still at it that another one was first."""
    request.session.flush()
    messages.warning(request, str(actions.AlreadyFounded()))
    return redirect("account_login")


def kept(request, name):
    """What was filled in on an earlier screen, as the form had it; None when that screen was not done yet."""
    text = request.session.get(name)
    return QueryDict(text) if text is not None else None


@screen
def network(request):
    form = NetworkForm(request.POST or kept(request, NETWORK))
    if request.method == "POST" and form.is_valid():
        request.session[NETWORK] = request.POST.urlencode()
        return redirect("founding:schools")
    return render(request, "founding/network.html", {"form": form, "step": 1})


@screen
def schools(request):
    data = request.POST or kept(request, SCHOOLS)
    if "more" in request.POST:
        data = request.POST.copy()
        data["form-TOTAL_FORMS"] = str(min(rows_in(data) + ROWS, MOST_ROWS))
        return render(request, "founding/schools.html", {"form": as_typed(data), "step": 2})
    rows = Schools(data)
    if request.method == "POST" and rows.is_valid():
        request.session[SCHOOLS] = request.POST.urlencode()
        return redirect("founding:account")
    return render(request, "founding/schools.html", {"form": rows, "step": 2})


def rows_in(data):
    count = whole(data.get("form-TOTAL_FORMS", ""))
    return ROWS if count is None else min(count, MOST_ROWS)


def as_typed(data):
    """The rows as they were typed, with empty ones behind; nobody has asked yet whether they are right."""
    count = rows_in(data)
    names = list(SchoolForm.base_fields)
    typed = [{name: data.get(f"form-{row}-{name}", "") for name in names} for row in range(count)]
    filled = [row for row in typed if row["name"] or row["board"] or row["brin"]]
    return formset_factory(SchoolForm, formset=SchoolRows, extra=count - len(filled), max_num=MOST_ROWS)(initial=filled)


@screen
def account(request):
    """The last screen: whoever fills it in gets the network and is signed in."""
    first, second = NetworkForm(kept(request, NETWORK)), Schools(kept(request, SCHOOLS))
    if not first.is_valid():
        return redirect("founding:network")
    if not second.is_valid():
        return redirect("founding:schools")
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return founded(request, first, second, form)
        except (actions.AlreadyFounded, IntegrityError):
            return too_late(request)
        except actions.LinkIsOver:
            return render(request, "founding/link_is_over.html", status=404)
    names = [row["name"] for row in second.schools()]
    return render(
        request, "founding/account.html", {"form": form, "step": 3, "new": first.cleaned_data, "schools": names}
    )


def founded(request, network, schools, person):
    now = timezone.now()
    lead = actions.found(
        digest=request.session[LINK],
        network=network.save(commit=False),
        schools=schools.schools(),
        person={**person.cleaned_data, "language": get_language()},
        today=timezone.localdate(now),
        now=now,
    )
    request.session.flush()
    get_adapter().login(request, lead)
    # The password was given on this very screen: the second step, which comes next, need not ask for it again.
    record_authentication(request, lead, method="password", reauthenticated=True)
    messages.success(request, _("Your network is there, and you are logged in."))
    return redirect("dashboard:landing")

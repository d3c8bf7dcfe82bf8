"""One's own details, and the language of the pages."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.people import actions
from network.people.actions.wishes import save_wishes
from network.people.forms.profile import ProfileForm
from network.people.forms.wishes import WishesForm
from network.people.links import is_ours
from network.people.middleware import known


@require_safe
def profile(request):
    today = timezone.localdate()
    return render(
        request,
        "people/profile.html",
        {
            "memberships": request.user.memberships.current(on=today).with_organisation(),
            "appointments": request.user.appointments.current(on=today).order_by("starts_on", "pk"),
            "themes": request.user.themes.order_by("name", "pk"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request):
    form = ProfileForm(request.POST or None, instance=request.user, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details are saved."))
        return redirect("people:profile")
    return render(request, "people/profile_edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def wishes_edit(request):
    form = WishesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        save_wishes(form=form, now=timezone.now())
        messages.success(request, _("Your wishes are saved."))
        return redirect("people:profile")
    return render(request, "people/wishes_edit.html", {"form": form})


@csrf_exempt
@login_not_required
@require_POST
def set_language(request):
    """Remember a language: on the account of whoever is signed in, else in a cookie; then back to the page.

    It asks for no token, because public pages are the same for every visitor and so cannot carry one. Another site
    can change nothing on an account: the session cookie is SameSite=Lax and does not come along with its POST.
    """
    language = known(request.POST.get("language", ""))
    if not language:
        return HttpResponseBadRequest()
    response = redirect(way_back(request))
    if request.user.is_authenticated:
        actions.choose_language(person=request.user, language=language)
    remember_language(response, language)
    return response


def remember_language(response, language):
    """Let a visitor's browser keep a language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def way_back(request):
    """The page that the form named, if it is one of ours; else the first page."""
    url = request.POST.get("next", "")
    return url if is_ours(url) else "/"

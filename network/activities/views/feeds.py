"""Calendars that programs fetch by themselves: the page where one makes one's own, and the feeds."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_http_methods, require_safe

from network.activities import feeds
from network.activities.actions.feeds import make_feed, stop_feed
from network.activities.models import CalendarFeed
from network.base import qr
from network.schools.models import Network

GOOGLE = "https://calendar.google.com/calendar/r?cid="


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_feed(request):
    """One's own link: to follow it, to make another one (the old one stops), and to stop it."""
    if not request.user.standing.is_member:
        raise Http404
    if request.method == "POST":
        change_feed(request)
        return redirect("activities:calendar_feed")
    feed = CalendarFeed.objects.filter(user=request.user).first()
    context = {"feed": feed, "public": links(reverse("activities:public_feed"))}
    if feed:
        context["mine"] = links(reverse("activities:personal_feed", args=[feed.token]))
        context["qr"] = qr.svg(context["mine"]["webcal"], label=_("QR code that opens your calendar on a phone"))
    return render(request, "activities/calendar_feed.html", context)


def change_feed(request):
    if "stop" in request.POST:
        stop_feed(user=request.user)
        messages.success(request, _("Your link is gone. Calendars that used it no longer get anything."))
    else:
        had_one = CalendarFeed.objects.filter(user=request.user).exists()
        make_feed(user=request.user, now=timezone.now())
        said = _("You have a new link; the old one no longer works.") if had_one else _("Here is your link.")
        messages.success(request, said)


def links(path):
    """The ways in which calendar programs take an address."""
    address = f"{settings.PUBLIC_ADDRESS}{path}"
    webcal = f"webcal://{address.partition('://')[2]}"
    return {"address": address, "webcal": webcal, "google": f"{GOOGLE}{quote(webcal, safe='')}"}


@login_not_required
@require_safe
def personal_feed(request, token):
    """For whoever has the link, as long as its owner takes part; the link is all there is, no cookie is read or set."""
    feed, now = CalendarFeed.objects.with_token(token), timezone.now()
    if not feed or not feed.user.is_active or not feed.user.standing.is_member:
        return HttpResponseNotFound(_("This calendar is no longer there."), content_type="text/plain; charset=utf-8")
    with translation.override(feed.user.language):
        text = feeds.personal(feed.user, now=now)
    return feed_file(request, text, cache="private, max-age=300")


@login_not_required
@require_safe
def public_feed(request):
    """What is open to everyone, for anyone's calendar."""
    with translation.override(settings.LANGUAGE_CODE):
        text = feeds.public(now=timezone.now(), name=Network.objects.here().name)
    return feed_file(request, text, cache="public, max-age=300")


def feed_file(request, text, *, cache):
    """The feed, or 304 for a program that has the same already."""
    tag = f'"{feeds.fingerprint(text)}"'

    @condition(etag_func=lambda _request: tag)
    def answer(_request):
        return HttpResponse(text, content_type="text/calendar; charset=utf-8")

    response = answer(request)
    response.headers["Cache-Control"] = cache
    return response

"""Calendars that programs fetch by themselves: the page where one makes one's own, and the feeds."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_http_methods, require_safe

from network.activities import feeds
from network.activities.actions.feeds import make_feed, stop_feed
from network.activities.models import CalendarFeed
from network.activities.querysets import groups_of, schools_of
from network.base import qr
from network.schools.models import Network, School
from network.working_groups.models import WorkingGroup

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
    context = {"feed": feed, "public": links(_("What is open to everyone"), reverse("activities:public_feed"))}
    if feed:
        mine = links(_("My activities"), reverse("activities:personal_feed", args=[feed.token]))
        label = _("QR code that opens your calendar on a phone")
        context |= {
            "mine": mine,
            "qr": qr.svg(mine["webcal"], label=label),
            "others": numbered(others(request.user, feed)),
        }
    return render(request, "activities/calendar_feed.html", context)


def numbered(feeds):
    """Each with a name for the field of its address on the page."""
    return [{**each, "id": f"address-{number}"} for number, each in enumerate(feeds, 1)]


def others(user, feed):
    """The feeds beside one's own: of the whole agenda, of each of one's working groups and of each of one's schools."""
    yield links(_("The whole agenda"), reverse("activities:everything_feed", args=[feed.token]))
    for group in WorkingGroup.objects.filter(pk__in=groups_of(user)).order_by("name", "pk"):
        yield links(str(group), reverse("activities:group_feed", args=[feed.token, group.slug]))
    for school in School.objects.filter(pk__in=schools_of(user)).order_by("name", "pk"):
        yield links(str(school), reverse("activities:school_feed", args=[feed.token, school.slug]))


def change_feed(request):
    if "stop" in request.POST:
        stop_feed(user=request.user)
        messages.success(request, _("Your link is gone. Calendars that used it no longer get anything."))
    else:
        had_one = CalendarFeed.objects.filter(user=request.user).exists()
        make_feed(user=request.user, now=timezone.now())
        said = _("You have a new link; the old one no longer works.") if had_one else _("Here is your link.")
        messages.success(request, said)


def links(name, path):
    """The ways in which calendar programs take an address of a feed with a name."""
    address = f"{settings.PUBLIC_ADDRESS}{path}"
    webcal = f"webcal://{address.partition('://')[2]}"
    return {"name": name, "address": address, "webcal": webcal, "google": f"{GOOGLE}{quote(webcal, safe='')}"}


@login_not_required
@require_safe
def personal_feed(request, token):
    """For whoever has the link, as long as its owner takes part; the link is all there is, no cookie is read or set."""
    return feed_of(request, token, feeds.personal)


@login_not_required
@require_safe
def everything_feed(request, token):
    """The whole agenda, as far as the owner of the link may read it."""
    return feed_of(request, token, feeds.everything)


@login_not_required
@require_safe
def group_feed(request, token, slug):
    """The agenda of one working group, with the same link."""

    def write(user, *, now):
        return feeds.of_group(user, get_object_or_404(WorkingGroup.objects.visible_to(user), slug=slug), now=now)

    return feed_of(request, token, write)


@login_not_required
@require_safe
def school_feed(request, token, slug):
    """What takes place at one school, with the same link."""

    def write(user, *, now):
        school = get_object_or_404(School.objects.begun(on=user.standing.day), slug=slug)
        return feeds.of_school(user, school, now=now)

    return feed_of(request, token, write)


def feed_of(request, token, write):
    """What `write` makes for the owner of a link; a link of someone who left opens nothing."""
    feed, now = CalendarFeed.objects.with_token(token), timezone.now()
    if not feed or not feed.user.is_active or not feed.user.standing.is_member:
        return nothing_there()
    with translation.override(feed.user.language):
        try:
            text = write(feed.user, now=now)
        except Http404:
            return nothing_there()
    return feed_file(request, text, cache="private, max-age=300")


def nothing_there():
    return HttpResponseNotFound(_("This calendar is no longer there."), content_type="text/plain; charset=utf-8")


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

"""At the door: the code of the host, the code of a participant, and what each opens on the other's phone."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.activities import actions, door
from network.activities.models import Registration
from network.activities.views.detail import registration_of
from network.activities.views.loading import attempt, find, find_to_manage
from network.base import qr


@require_safe
def door_show(request, slug):
    """For the host: the code that people scan, and how many are in. The page fetches a new one in time."""
    activity, now = find_to_manage(request, slug), timezone.now()
    if not door.is_open(activity, now=now):
        messages.info(request, str(actions.DoorClosed.sentence))
        return redirect("activities:activity_participants", activity.slug)
    confirmed = activity.registrations.confirmed()
    address = absolute("activities:check_in", activity.slug, door.code(activity, now=now))
    context = {
        "activity": activity,
        "qr": qr.svg(address, label=_("QR code with which people check in on their own phone")),
        "again": door.TURN // 5,
        "there": confirmed.filter(was_present=True).count(),
        "expected": confirmed.count(),
        "latest": confirmed.filter(was_present=True)
        .select_related("user", "guest")
        .order_by("-presence_at", "-pk")[:6],
    }
    return render(request, "activities/door_show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request, slug, code):
    """What the code of the host opens on the phone of a participant. Reading it changes nothing; the press does."""
    activity, now = find(request, slug), timezone.now()
    is_right = door.is_code(activity, code, now=now)
    if request.method == "POST" and is_right:
        came = attempt(request, actions.check_in, activity=activity, user=request.user, by=request.user, now=now)
        if came:
            say_welcome(request, *came)
        return redirect(activity)
    mine = registration_of(request.user, activity)
    return render(request, "activities/check_in.html", {"activity": activity, "mine": mine, "is_right": is_right})


def say_welcome(request, registration, is_news):
    text = _("Welcome, %(name)s. You are noted as there.") if is_news else _("You were already noted as there.")
    messages.success(request, text % {"name": registration.person.given_name})


@require_safe
def my_ticket(request, slug):
    """One's own code, for a host who scans."""
    activity = find(request, slug)
    mine = registration_of(request.user, activity)
    if not mine or not mine.is_confirmed:
        raise Http404
    address = absolute("activities:ticket_scan", activity.slug, mine.pk, door.ticket(mine))
    context = {"activity": activity, "mine": mine, "qr": qr.svg(address, label=_("QR code with your place"))}
    return render(request, "activities/my_ticket.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ticket_scan(request, slug, pk, ticket):
    """What the code of a participant opens on the phone of a host: who it is, and one button."""
    activity, now = find_to_manage(request, slug), timezone.now()
    rows = Registration.objects.filter(activity=activity, user__isnull=False).select_related(
        "user", "school", "partner"
    )
    registration = get_object_or_404(rows, pk=pk)
    if not door.is_ticket(registration, ticket):
        raise Http404
    if request.method == "POST":
        person = registration.user
        came = attempt(request, actions.check_in, activity=activity, user=person, by=request.user, now=now)
        if came:
            text = _("%(name)s is noted as there.") if came[1] else _("%(name)s was already noted as there.")
            messages.success(request, text % {"name": person})
        return redirect("activities:activity_participants", activity.slug)
    return render(request, "activities/ticket_scan.html", {"activity": activity, "registration": registration})


def absolute(name, *arguments):
    return f"{settings.PUBLIC_ADDRESS}{reverse(name, args=arguments)}"

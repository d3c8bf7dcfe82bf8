"""The agenda of the network, and activities as calendar files."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.activities import agenda, calendar, permissions
from network.activities.entries import coming, past, sorts_to_come
from network.activities.models import Registration
from network.activities.month import in_address
from network.activities.views.detail import registration_of
from network.activities.views.loading import find
from network.activities.views.month import month_page
from network.base.caching import public_page
from network.schools.school_year import SchoolYear


@login_not_required
@require_safe
@public_page
def activity_list(request):
    """What is to come that this person may see; with `jaar`, what is past of a school year; with `maand`, a month."""
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    part = "#agenda" if is_part else ""
    if "maand" in request.GET:
        return month_page(request, template=f"activities/activity_month.html{part}")
    now, chosen = timezone.now(), agenda.chosen_filters(request.GET)
    year = asked_year(request.GET.get("jaar", ""), on=timezone.localdate(now))
    school = permissions.organisation_of(request.user)[0]
    if year:
        entries, more, everything = past(request.user, year, school=school, now=now), False, True
    else:
        everything = bool(chosen) or "alles" in request.GET
        entries, more = coming(request.user, school=school, now=now, everything=everything)
    sorts = entries if everything else entries + sorts_to_come(request.user, now=now)
    context = {
        "months": agenda.months(agenda.matching(entries, chosen), is_past=bool(year)),
        "filters": agenda.offered(sorts, chosen, year=year),
        "more": more,
        "chosen": chosen,
        "kept": agenda.kept(chosen),
        "this_month": in_address(timezone.localdate(now)),
        "year": year,
        "this_year": SchoolYear.of(timezone.localdate(now)),
        "can_plan": permissions.can_plan_any(request.user),
    }
    return render(request, f"activities/activity_list.html{part}", context)


def asked_year(text, *, on):
    """The `SchoolYear` of an address such as ?jaar=2025, None when there is none or it lies in the future."""
    year = SchoolYear.named(text)
    return year if year and year <= SchoolYear.of(on) else None


@login_not_required
@require_safe
def activity_calendar(request, slug):
    """One activity for the calendar on somebody's own phone or computer."""
    activity, now = find(request, slug), timezone.now()
    mine = registration_of(request.user, activity)
    event = calendar.event(
        activity,
        now=now,
        state=mine.state if mine else "confirmed",
        shows_link=bool(mine and mine.shows_link(now=now)),
        tells_about=permissions.can_read(request.user, activity),
    )
    return calendar_file(activity.slug, calendar.write([event], method="PUBLISH"))


@require_safe
def my_calendar(request):
    """Everything to come for which this person has a place or waits for one; nothing once one left the network."""
    now, user = timezone.now(), request.user
    registrations = user.registrations.active() if user.standing.is_member else Registration.objects.none()
    mine = (
        registrations.filter(activity__ends_at__gt=now).select_related("activity").order_by("activity__starts_at", "pk")
    )
    return calendar_file("agenda", calendar.of_registrations(mine, now=now))


def calendar_file(name, text):
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )

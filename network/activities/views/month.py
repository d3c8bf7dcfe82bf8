"""The agenda as a month."""

from django.shortcuts import render
from django.utils import timezone

from network.activities import agenda, month, permissions
from network.activities.entries import entries_of_year
from network.schools.models import SchoolHoliday
from network.schools.school_year import SchoolYear


def month_page(request, *, template):
    """What `?maand=2026-11` shows of what this person may see. The filters offer what its school year has."""
    now = timezone.now()
    today, chosen = timezone.localdate(now), agenda.chosen_filters(request.GET)
    first = month.first_day_of(request.GET["maand"], on=today)
    entries = entries_of_year(request.user, SchoolYear.of(first), now=now)
    holidays = SchoolHoliday.objects.between(first, month.after(first))
    weeks = month.weeks(first, agenda.matching(entries, chosen), holidays, today=today)
    context = {
        "first": first,
        "month": month.in_address(first),
        "this_month": month.in_address(today),
        "weeks": weeks,
        "is_empty": not any(day.activities for week in weeks for day in week),
        "previous": (month.before(first), month.in_address(month.before(first))),
        "next": (month.after(first), month.in_address(month.after(first))),
        "filters": agenda.offered(entries, chosen, month=month.in_address(first)),
        "lines": sorted({entry.kind for entry in entries}),
        "kept": agenda.kept(chosen),
        "can_plan": permissions.can_plan_any(request.user),
    }
    return render(request, template, context)

"""Series: their page, registering for their dates, and making them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities import actions, permissions
from network.activities.entries import of_series
from network.activities.forms import DatesForm, SeriesForm, SeriesRegisterForm, StartSeriesForm
from network.activities.models import Activity, Series
from network.activities.permissions import organisation_of
from network.activities.questions import asked_in
from network.activities.views.loading import attempt, find_to_edit
from network.base import text
from network.base.caching import public_page


def find_series(request, slug):
    return get_object_or_404(Series.objects.visible_to(request.user).select_related("working_group"), slug=slug)


def find_series_to_edit(request, slug):
    series = find_series(request, slug)
    if not permissions.can_edit_series(request.user, series):
        raise PermissionDenied
    return series


@login_not_required
@require_safe
@public_page
def series_detail(request, slug):
    series, now, user = find_series(request, slug), timezone.now(), request.user
    entries = of_series(user, series, school=organisation_of(user)[0], now=now)
    can_edit = permissions.can_edit_series(user, series)
    context = {
        "series": series,
        "coming": [entry for entry in entries if entry.ends_at > now],
        "past": [entry for entry in entries if entry.ends_at <= now],
        "choosable": sum(is_choosable(entry, now) for entry in entries) if user.is_authenticated else 0,
        "can_edit": can_edit,
        "drafts": sum(entry.state == Activity.State.DRAFT for entry in entries) if can_edit else 0,
        "first": entries[0] if entries else None,
    }
    return render(request, "activities/series_detail.html", context)


def is_choosable(entry, now):
    """Whether one can still register for a date and has not."""
    is_open = entry.state == Activity.State.PUBLISHED and entry.starts_at > now and not entry.is_closed
    return is_open and entry.my_state not in {"confirmed", "waiting"}


@require_http_methods(["GET", "HEAD", "POST"])
def series_register(request, slug):
    """Choose one date, some or all; each gives its own place or waiting list."""
    series, now = find_series(request, slug), timezone.now()
    chosen_from = choosable(request.user, series, now=now)
    if not chosen_from:
        messages.info(request, _("There is no date of this series for which you can still register."))
        return redirect(series)
    questions = asked_in([activity for activity, _entry in chosen_from], request.user)
    form = SeriesRegisterForm(
        request.POST if request.method == "POST" else None,
        choices=[(activity.pk, label(entry)) for activity, entry in chosen_from],
        questions=questions,
    )
    if form.is_valid():
        dates = [activity for activity, _entry in chosen_from if activity.pk in form.cleaned_data["dates"]]
        tell(request, dates, form.answers_by_activity(), now=now)
        return redirect(series)
    return render(request, "activities/series_register.html", {"series": series, "form": form})


def choosable(user, series, *, now):
    """Pairs of an activity and its entry for which this person can register now."""
    entries = {entry.slug: entry for entry in of_series(user, series, school=organisation_of(user)[0], now=now)}
    activities = Activity.objects.visible_to(user).filter(series=series).chronological()
    pairs = [(activity, entries[activity.slug]) for activity in activities if activity.slug in entries]
    return [
        (activity, entry)
        for activity, entry in pairs
        if is_choosable(entry, now) and permissions.may_register(user, activity)
    ]


def label(entry):
    """The day and hours of a date, with what one gets: a place or the waiting list."""
    when = text.period(entry.starts_at, entry.ends_at)
    return _("%(when)s (waiting list)") % {"when": when} if entry.places_left == 0 else when


def tell(request, dates, answers, *, now):
    user = request.user
    registered, refused = actions.register_for(activities=dates, user=user, by=user, now=now, answers=answers)
    confirmed = sum(registration.is_confirmed for registration in registered)
    if confirmed:
        words = ngettext("You are coming on %(count)d day.", "You are coming on %(count)d days.", confirmed)
        messages.success(request, words % {"count": confirmed})
    if waiting := len(registered) - confirmed:
        words = ngettext("For %(count)d day you are on the waiting list.", "For %(count)d days you wait.", waiting)
        messages.info(request, words % {"count": waiting})
    for activity, refusal in refused:
        messages.error(request, f"{text.short_date(timezone.localdate(activity.starts_at))}: {refusal}")


# Making one


@require_http_methods(["GET", "HEAD", "POST"])
def series_start(request, slug):
    """Make a series of an activity, or add dates to the series that it is in."""
    activity, now = find_to_edit(request, slug), timezone.now()
    if activity.is_template or not permissions.can_plan(request.user, activity.kind):
        raise Http404
    data, today = request.POST if request.method == "POST" else None, timezone.localdate(now)
    if activity.series:
        taken = map(timezone.localdate, activity.series.activities.values_list("starts_at", flat=True))
        form = DatesForm(data, taken=taken, today=today)
    else:
        taken = [timezone.localdate(activity.starts_at)]
        form = StartSeriesForm(data, taken=taken, today=today, initial={"title": activity.title})
    if form.is_valid():
        return made(request, activity, form, now=now)
    return render(request, "activities/series_start.html", {"activity": activity, "form": form})


def made(request, activity, form, *, now):
    what = {"activity": activity, "days": form.days(), "by": request.user, "now": now}
    if activity.series:
        done = attempt(request, actions.add_dates, **what)
    else:
        texts = {name: form.cleaned_data[name] for name in ("title", "summary")}
        done = attempt(request, actions.start_series, **what, **texts)
    if not done:
        return redirect(activity)
    number = len(form.days())
    words = ngettext("%(number)d draft is made.", "%(number)d drafts are made.", number)
    messages.success(request, words % {"number": number})
    return redirect(activity.series or done)


@require_POST
def series_leave(request, slug):
    activity = find_to_edit(request, slug)
    if activity.series_id:
        actions.leave_series(activity=activity)
        messages.success(request, _("It stands by itself now."))
    return redirect(activity)


@require_http_methods(["GET", "HEAD", "POST"])
def series_edit(request, slug):
    series = find_series_to_edit(request, slug)
    form = SeriesForm(request.POST if request.method == "POST" else None, instance=series)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(series)
    return render(request, "activities/series_edit.html", {"series": series, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def series_publish(request, slug):
    """All drafts of a series at once, after saying which."""
    series, now, user = find_series_to_edit(request, slug), timezone.now(), request.user
    drafts = Activity.objects.draft().visible_to(user).filter(series=series).not_begun(now=now).chronological()
    ready = [draft for draft in drafts if permissions.can_publish(user, draft)]
    if not ready:
        messages.error(request, _("There is no draft in this series that you can publish."))
        return redirect(series)
    if request.method == "POST":
        published = attempt(request, actions.publish_dates, activities=ready, by=user, now=now)
        if published:
            words = ngettext("%(number)d date is published.", "%(number)d dates are published.", len(published))
            messages.success(request, words % {"number": len(published)})
        return redirect(series)
    return render(request, "activities/series_publish.html", {"series": series, "ready": ready})

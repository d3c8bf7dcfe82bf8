"""Activities that belong together: making a series, registering for its dates, changing the texts of all."""

import copy

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities.actions.attending import Archived
from network.activities.actions.planning import moved_along, publish, save_changes
from network.activities.actions.registering import register
from network.activities.copying import copy_of, copy_parts, whole
from network.activities.models import Activity, Series
from network.base.refusal import Refusal
from network.base.slugs import free_slug

ONE_BY_ONE = {"place", "directions"}
"""Texts that are of one date: they never change along with the others."""


class AlreadyInSeries(Refusal):
    sentence = _("This activity belongs to a series already.")


@transaction.atomic
def start_series(*, activity, title, summary, days, by, now):
    """Make a series of an activity, with a draft like it on each of `days`. Returns the series."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if activity.series_id:
        raise AlreadyInSeries
    if activity.is_archived:
        raise Archived
    series = Series(title=title, summary=summary, working_group_id=activity.working_group_id, made_by=by, made_at=now)
    series.slug = free_slug(Series, title)
    series.save()
    activity.series = series
    activity.save(update_fields=["series"])
    add_dates(activity=activity, days=days, by=by, now=now)
    return series


@transaction.atomic
def add_dates(*, activity, days, by, now):
    """Put drafts like an activity of a series on other days, at the same hours. Returns them."""
    activity = whole(Activity.objects.select_for_update().get(pk=activity.pk))
    return [on_day(activity, day, by=by, now=now) for day in days]


def on_day(activity, day, *, by, now):
    """One more of the same on a day: what was so many days before it is so again."""
    other = copy_of(activity)
    ahead = day - timezone.localdate(activity.starts_at)
    for name in ("starts_at", "ends_at"):
        setattr(other, name, timezone.make_aware(timezone.make_naive(getattr(activity, name)) + ahead))
    for name in ("kept_until", "register_until"):
        setattr(other, name, moved_along(getattr(activity, name), activity, other.starts_at))
    other.series_id, other.state = activity.series_id, Activity.State.DRAFT
    other.slug, other.created_by, other.created_at = free_slug(Activity, other.title), by, now
    other.save()
    copy_parts(activity, other)
    return other


@transaction.atomic
def leave_series(*, activity):
    """Let one date stand by itself; a series without dates is gone."""
    series = Series.objects.select_for_update().get(pk=activity.series_id)
    Activity.objects.filter(pk=activity.pk).update(series=None)
    if not series.activities.exists():
        series.delete()


def publish_dates(*, activities, by, now):
    """Publish the drafts of a series. Returns those that are published now; each is a transaction of its own."""
    published = []
    for activity in activities:
        publish(activity=activity, invites_circle=False, by=by, now=now)
        published.append(activity)
    return published


def register_for(*, activities, user, by, now, answers):
    """Register for several dates, each with a place or a waiting list of its own.

    `answers` gives the answers of each activity by its key. Returns the registrations, and pairs of an activity and the
    refusal where one could not; what could be done is done.
    """
    registered, refused = [], []
    for activity in activities:
        try:
            given = answers.get(activity.pk, ())
            registered.append(register(activity=activity, user=user, by=by, now=now, answers=given))
        except Refusal as refusal:
            refused.append((activity, refusal))
    return registered, refused


def texts_of(activity, changed):
    """Those of the names in `changed` that are texts which all dates of a series may share."""
    fields = {field.name: field for field in activity._meta.concrete_fields}
    texts = {name for name in changed if isinstance(fields[name], models.CharField | models.TextField)}
    shared = {name for name in texts if not isinstance(fields[name], models.URLField | models.SlugField)}
    return sorted(shared - ONE_BY_ONE)


@transaction.atomic
def change_texts_of_others(*, activity, changed, others, by, now):
    """Give other dates of a series the texts that were changed in one. Returns how many; no text, none."""
    texts = texts_of(activity, changed)
    for other in others if texts else []:
        alike = copy.copy(whole(other))
        for name in texts:
            setattr(alike, name, getattr(activity, name))
        save_changes(activity=alike, changed=texts, by=by, now=now)
    return len(others) if texts else 0

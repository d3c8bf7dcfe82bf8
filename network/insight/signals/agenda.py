"""Activities that come near and are not ready."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activities.models import Activity
from network.insight.signals.signal import Signal, address, ahead, day
from network.people.audience import Audience

PLACE_AHEAD, ANSWERS_AHEAD, AGENDA_AHEAD = 21, 14, 14


def starts_on(activity):
    return timezone.localdate(activity.starts_at)


def in_days(activity, today):
    """“in 17 days, 24 people come”"""
    left, people = (starts_on(activity) - today).days, activity.seats_taken
    when = ngettext("in %(count)s day", "in %(count)s days", left) % {"count": left} if left else _("today")
    coming = ngettext("%(count)s person comes", "%(count)s people come", people) % {"count": people}
    return f"{when}, {coming}"


def without_a_place(facts):
    for activity in facts.coming:
        if ahead(starts_on(activity), facts, PLACE_AHEAD) and not activity.place and not activity.online_link:
            yield Signal(
                activity.kind,
                _("“%(title)s” has no place yet") % {"title": activity},
                in_days(activity, facts.today),
                _("Choose a place"),
                where_to_choose(activity),
                starts_on(activity),
            )


def where_to_choose(activity):
    """A published activity moves on a page of its own; the draft of a group is the group's to change."""
    if activity.is_published:
        return address("activities:activity_move", activity.slug)
    return activity.get_absolute_url() if activity.working_group_id else activity.address_to("edit")


def still_a_draft(facts):
    """A plan that waits for the project lead's agreement is asked on the start page already."""
    for activity in facts.coming:
        if activity.is_draft and not activity.asked_at:
            yield Signal(
                activity.kind,
                _("Nobody sees “%(title)s” yet") % {"title": activity},
                _("a draft for %(day)s") % {"day": day(starts_on(activity))},
                _("Open the draft"),
                activity.get_absolute_url(),
                starts_on(activity),
            )


def unanswered(facts):
    """Of what a group keeps to itself the group sends its own reminders."""
    for activity in facts.coming:
        if activity.working_group_id and activity.audience <= Audience.WORKING_GROUP:
            continue
        if activity.is_published and activity.people_unanswered and ahead(starts_on(activity), facts, ANSWERS_AHEAD):
            count = activity.people_unanswered
            yield Signal(
                activity.kind,
                ngettext(
                    "%(count)s person has not answered for “%(title)s”",
                    "%(count)s people have not answered for “%(title)s”",
                    count,
                )
                % {"count": count, "title": activity},
                in_days(activity, facts.today),
                _("See who"),
                address("activities:activity_participants", activity.slug),
                starts_on(activity),
            )


def empty_agenda(facts):
    for activity in facts.coming:
        is_empty = activity.kind == Activity.Kind.STEERING_MEETING and not activity.agenda_points
        if is_empty and ahead(starts_on(activity), facts, AGENDA_AHEAD):
            yield Signal(
                activity.kind,
                _("“%(title)s” has no agenda yet") % {"title": activity},
                day(starts_on(activity)),
                _("Make the agenda"),
                address("activities:agenda_backlog"),
                starts_on(activity),
            )


SOURCES = [without_a_place, still_a_draft, unanswered, empty_agenda]

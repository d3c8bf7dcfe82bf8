"""What the project lead should see before it stalls, each with the step that solves it.

A source takes the `Facts` of a moment and yields signals; `signals_in` puts those of all sources in order.
"""

import dataclasses
import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activities.models import Activity

Kind = Activity.Kind
# So many days ahead something is urgent, and these become a signal.
URGENT, PLACE_AHEAD, ANSWERS_AHEAD, AGENDA_AHEAD, ACCOUNT_AHEAD = 7, 21, 14, 14, 60


@dataclasses.dataclass(frozen=True, slots=True)
class Signal:
    """Something that asks for attention before `due_on`; without a date, whenever there is time.

    `line` gives its shape and colour; it is empty for the portal's own machinery.
    """

    line: str
    title: str
    detail: str
    action: str
    url: str
    due_on: datetime.date | None = None
    is_urgent: bool = False


def signals_in(facts):
    """The signals of all sources, the most urgent first."""
    urgent_until = facts.today + datetime.timedelta(days=URGENT)
    found = [signal for source in SOURCES for signal in source(facts)]
    marked = [
        dataclasses.replace(signal, is_urgent=signal.due_on is not None and signal.due_on <= urgent_until)
        for signal in found
    ]
    return sorted(marked, key=lambda signal: (signal.due_on or datetime.date.max, signal.title))


# Words


def address(name, *args):
    return reverse(name, args=args)


def day(date):
    """Friday 27 November"""
    return date_format(date, "l j F")


def in_days(activity, today):
    """“in 17 days, 24 people come”"""
    left, people = (starts_on(activity) - today).days, activity.seats_taken
    when = ngettext("in %(count)s day", "in %(count)s days", left) % {"count": left} if left else _("today")
    coming = ngettext("%(count)s person comes", "%(count)s people come", people) % {"count": people}
    return f"{when}, {coming}"


def starts_on(activity):
    return timezone.localdate(activity.starts_at)


def within(activity, facts, days):
    return starts_on(activity) <= facts.today + datetime.timedelta(days=days)


def ahead(date, facts, days):
    """Whether a date is to come within so many days."""
    return facts.today <= date <= facts.today + datetime.timedelta(days=days)


def listed(schools):
    return ", ".join(str(school) for school in schools)


# Activities that come near


def without_a_place(facts):
    for activity in facts.coming:
        if within(activity, facts, PLACE_AHEAD) and not activity.place and not activity.online_link:
            yield Signal(
                activity.kind,
                _("“%(title)s” has no place yet") % {"title": activity},
                in_days(activity, facts.today),
                _("Choose a place"),
                address("activities:activity_edit", activity.slug),
                starts_on(activity),
            )


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
    for activity in facts.coming:
        if activity.is_published and activity.people_unanswered and within(activity, facts, ANSWERS_AHEAD):
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
        is_empty = activity.kind == Kind.STEERING_MEETING and not activity.agenda_points
        if is_empty and within(activity, facts, AGENDA_AHEAD):
            yield Signal(
                activity.kind,
                _("“%(title)s” has no agenda yet") % {"title": activity},
                day(starts_on(activity)),
                _("Make the agenda"),
                address("activities:agenda_backlog"),
                starts_on(activity),
            )


# Steering


def positions(facts):
    """Schools that are silent while the last day comes near; after that day, that somebody must go on."""
    for version in facts.versions:
        args, due_on = (version.framework.slug, version.number), version.positions_due_on
        if due_on < facts.today:
            yield Signal(
                "steering",
                _("All positions on “%(title)s” are in") % {"title": version.framework}
                if not version.missing_schools
                else _("The days for positions on “%(title)s” are over") % {"title": version.framework},
                _("the last day was %(day)s") % {"day": day(due_on)},
                _("Look at the positions"),
                address("steering:version_detail", *args),
                due_on,
            )
        elif version.missing_schools:
            count = version.missing_schools
            yield Signal(
                "steering",
                ngettext(
                    "%(count)s school has not given its position yet",
                    "%(count)s schools have not given their position yet",
                    count,
                )
                % {"count": count},
                _("framework “%(title)s”, until %(day)s") % {"title": version.framework, "day": day(due_on)},
                _("Send a reminder"),
                address("steering:position_remind", *args),
                due_on,
            )


def reviews(facts):
    for decision in facts.reviews:
        yield Signal(
            "steering",
            _("Look again at the decision “%(title)s”") % {"title": decision},
            _("agreed for %(day)s") % {"day": day(decision.review_on)},
            _("Put it on the agenda"),
            f"{address('activities:agenda_item_add')}?decision={decision.pk}",
            decision.review_on,
        )


def late_promises(facts):
    for promise in facts.promises:
        meeting = promise.activity
        yield Signal(
            meeting.kind if meeting else "steering",
            promise.title,
            _("%(name)s promised this before %(day)s") % {"name": promise.owner, "day": day(promise.due_on)},
            _("Look at it"),
            meeting.get_absolute_url() if meeting else address("activities:action_item_list"),
            promise.due_on,
        )


def groups_adrift(facts):
    for group in facts.groups:
        if group.has_framework or not group.is_at_work(on=facts.today):
            continue
        yield Signal(
            "group",
            _("“%(group)s” has no framework to work in") % {"group": group},
            _("it has to ask you for everything it plans"),
            _("Choose a framework"),
            address("working_groups:working_group_edit", group.slug),
        )


# Schools


def few_people(facts):
    """Only once a meeting was held; before that every school would stand here."""
    few = [part.school for part in facts.parts if part.people_per_meeting < facts.people_per_school]
    if facts.meetings_held and few:
        wanted = ngettext("%(count)s person", "%(count)s people", facts.people_per_school)
        yield Signal(
            "theme",
            ngettext(
                "%(count)s school comes with too few people", "%(count)s schools come with too few people", len(few)
            )
            % {"count": len(few)},
            _("fewer than %(people)s a meeting: %(schools)s")
            % {"people": wanted % {"count": facts.people_per_school}, "schools": listed(few)},
            _("Look at the schools"),
            address("schools:school_list"),
        )


def stayed_at_home(facts):
    """Schools that this year neither received a visit nor went on one, once there was something to go to."""
    home = [part.school for part in facts.parts if not part.hosted and not part.visited]
    if home and len(home) < len(facts.parts):
        yield Signal(
            "visit",
            ngettext("%(count)s school was not on a visit yet", "%(count)s schools were not on a visit yet", len(home))
            % {"count": len(home)},
            _("neither as a host nor as a guest: %(schools)s") % {"schools": listed(home)},
            _("Plan a visit"),
            address("activities:activity_plan_kind", Kind.SCHOOL_VISIT.value),
        )


# Money and machinery


def accounts(facts):
    for grant in facts.grants:
        if ahead(grant.account_due_on, facts, ACCOUNT_AHEAD):
            yield Signal(
                "partner",
                _("Account for %(funder)s") % {"funder": grant.funder},
                _("%(title)s, before %(day)s") % {"title": grant, "day": day(grant.account_due_on)},
                _("Open the grant"),
                grant.funder.get_absolute_url(),
                grant.account_due_on,
            )


def lost_mail(facts):
    count = len(facts.lost_mail)
    if count:
        yield Signal(
            "",
            ngettext("%(count)s mail did not arrive", "%(count)s mails did not arrive", count) % {"count": count},
            listed(mail.to_address for mail in facts.lost_mail[:3]),
            _("See which"),
            "#mail",
            facts.today,
        )


def trouble(facts):
    if facts.trouble:
        yield Signal(
            "",
            _("The portal itself has trouble: tell the administrator"),
            _("mail and tasks may come late"),
            _("See the state"),
            address("health"),
            facts.today,
        )


SOURCES = [
    trouble,
    lost_mail,
    positions,
    without_a_place,
    still_a_draft,
    unanswered,
    empty_agenda,
    late_promises,
    reviews,
    accounts,
    groups_adrift,
    few_people,
    stayed_at_home,
]

"""Who is registered, waits, was there or was invited. Seats go round the schools, so that every school meets others."""

import datetime
import itertools

from django.utils import timezone

from network.activities.models import Activity, Invitation, Registration
from network.dashboard.example.activities import specs
from network.people.models import Membership
from network.people.standing import Role

State = Registration.State


def load(made):
    roster = teachers_by_turns(made)
    registrations, invitations = [], []
    for turn, row in enumerate(specs()):
        activity = made.activities[row["slug"]]
        if activity.state != Activity.State.DRAFT:
            guests = guests_of(made, row, roster, turn)
            registrations += registrations_of(made, row, activity, guests)
            registrations += withdrawn_from(made, row, activity)
            invitations += invitations_to(made, row, activity)
    Registration.objects.bulk_create(registrations)
    Invitation.objects.bulk_create(invitations)


def teachers_by_turns(made):
    """Teachers and specialists of the schools: one of each school, then the next of each school, and so on."""
    members = Membership.objects.current(on=made.calendar.today).filter(
        school__isnull=False, function__in=[Role.TEACHER, Role.SPECIALIST]
    )
    by_school = {}
    for membership in members.select_related("user").order_by("school", "user"):
        by_school.setdefault(membership.school_id, []).append(membership.user)
    return [user for row in itertools.zip_longest(*by_school.values()) for user in row if user]


def guests_of(made, row, roster, turn):
    """Those named first, then others by turns until all places, and the waiting list, are filled."""
    named = [made.people[key] for key in row.get("guests", [])]
    elsewhere = [made.people[key] for key in row.get("invited", []) + row.get("withdrew", [])]
    away = schools_away(made, row)
    others = [user for user in roster if user not in named + elsewhere and made.homes[user.pk]["school"] not in away]
    first = turn * 5 % len(others)
    return (named + others[first:] + others[:first])[: row.get("seats", len(named)) + row.get("waiting", 0)]


def schools_away(made, row):
    """Schools of which nobody comes by turns: those the text says, and the host of a visit, who has lessons to give."""
    away = row.get("without", []) + ([row["host"]] if row["kind"] == Activity.Kind.SCHOOL_VISIT else [])
    return [made.schools[slug] for slug in away]


def registrations_of(made, row, activity, guests):
    """Seats in order of arrival, then the waiting list. Of a past activity the last `absent` were not there."""
    seats = len(guests) - row.get("waiting", 0)
    there = seats - row.get("absent", 0)
    is_noted = activity.is_over(now=made.calendar.now) and row.get("attendance", True)
    return [
        Registration(
            activity=activity,
            user=user,
            **made.homes.get(user.pk, {}),
            state=State.CONFIRMED if index < seats else State.WAITING,
            registered_at=arrival(made, activity, index, len(guests)),
            was_present=index < there if is_noted else None,
            presence_by=activity.created_by if is_noted else None,
            presence_at=activity.ends_at if is_noted else None,
        )
        for index, user in enumerate(guests)
    ]


def arrival(made, activity, index, count):
    """The moment on which the `index`th of `count` people registered: between publishing and now, after school."""
    opened, closes = (timezone.localdate(at) for at in (activity.published_at, end_of_registering(made, activity)))
    days = (closes - opened).days * index / count
    clock = datetime.datetime.combine(opened + datetime.timedelta(days=int(days)), datetime.time(16, 20))
    return timezone.make_aware(clock + days % 1 * datetime.timedelta(hours=5))


def end_of_registering(made, activity):
    return min(activity.starts_at, activity.cancelled_at or made.calendar.now, made.calendar.now)


def withdrawn_from(made, row, activity):
    return [
        Registration(
            activity=activity,
            user=user,
            **made.homes.get(user.pk, {}),
            state=State.CANCELLED,
            registered_at=activity.published_at,
            cancelled_by=user,
            cancelled_at=activity.published_at + datetime.timedelta(days=1),
        )
        for user in (made.people[key] for key in row.get("withdrew", []))
    ]


def invitations_to(made, row, activity):
    """`invited` did not answer yet, unless also named a guest; `declined` cannot come."""
    declined = row.get("declined", [])
    return [
        Invitation(
            activity=activity,
            user=made.people[key],
            invited_by=activity.created_by,
            invited_at=activity.published_at,
            declined_at=activity.published_at + datetime.timedelta(days=1) if key in declined else None,
        )
        for key in [*row.get("invited", []), *row.get("accepted", []), *declined]
    ]

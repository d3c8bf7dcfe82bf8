"""What stands in a feed: a calendar that programs fetch again and again."""

import datetime
import hashlib

from django.db.models import Q
from django.utils.translation import gettext as _

from network.activities import calendar
from network.activities.models import Activity, Invitation
from network.activities.querysets import groups_of

LOOKS_BACK = datetime.timedelta(days=60)
"""What was stays that long, so that a calendar does not lose it the moment it is over."""
ASKED_AGAIN = datetime.timedelta(hours=1)


def personal(user, *, now):
    """What someone takes part in, waits for, was invited to and has not answered, or belongs in. For members."""
    since = now - LOOKS_BACK
    mine = user.registrations.active().filter(activity__ends_at__gt=since).exclude(activity__state=Activity.State.DRAFT)
    events = [
        calendar.event(row.activity, now=now, state=row.state, shows_link=row.shows_link(now=now))
        for row in mine.select_related("activity").order_by("activity__starts_at", "pk")
    ]
    asked = invitations(user, now=now) + meetings_of_circles(user, now=now)
    return calendar.feed(events + asked, name=_("My activities"), again=ASKED_AGAIN)


def invitations(user, *, now):
    open_ones = Invitation.objects.unanswered().filter(user=user, activity__starts_at__gt=now)
    rows = open_ones.filter(activity__state=Activity.State.PUBLISHED).select_related("activity")
    return [calendar.event(each.activity, now=now, state="invited") for each in rows.order_by("activity__starts_at")]


def meetings_of_circles(user, *, now):
    """Meetings of the circles in which someone sits, as long as that person neither registered nor answered."""
    mine = Q(kind=Activity.Kind.GROUP_MEETING, working_group__in=groups_of(user))
    if user.standing.sits_in_steering_group:
        mine |= Q(kind=Activity.Kind.STEERING_MEETING)
    answered = user.activity_invitations.values("activity").union(user.registrations.values("activity"))
    rows = Activity.objects.published().upcoming(now=now).readable_by(user).filter(mine).exclude(pk__in=answered)
    return [calendar.event(each, now=now, state="expected") for each in rows.chronological()]


def public(*, now, name):
    """What is open to everyone, under the name of the network."""
    return of_activities(Activity.objects.public(), now=now, name=name)


def everything(user, *, now):
    """The whole agenda as far as this person may read it."""
    return of_activities(Activity.objects.readable_by(user), now=now, name=_("The whole agenda"))


def of_group(user, group, *, now):
    """What a working group organises, as far as this person may read it."""
    rows = Activity.objects.readable_by(user).filter(working_group=group)
    return of_activities(rows, now=now, name=str(group))


def of_school(user, school, *, now):
    """What takes place at a school, as far as this person may read it."""
    rows = Activity.objects.readable_by(user).filter(host_school=school)
    return of_activities(rows, now=now, name=str(school))


def of_activities(activities, *, now, name):
    rows = activities.exclude(state=Activity.State.DRAFT).filter(ends_at__gt=now - LOOKS_BACK, is_template=False)
    return calendar.feed([calendar.event(each, now=now) for each in rows.chronological()], name=name, again=ASKED_AGAIN)


def fingerprint(text):
    """The same for two feeds that say the same, whenever they were written (an entity tag, RFC 9110)."""
    said = "\n".join(line for line in text.splitlines() if not line.startswith("DTSTAMP"))
    return hashlib.sha256(said.encode()).hexdigest()[:32]

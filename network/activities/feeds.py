"""What stands in a feed: a calendar that programs fetch again and again."""

import datetime
import hashlib

from django.utils.translation import gettext as _

from network.activities import calendar
from network.activities.models import Activity, Invitation

LOOKS_BACK = datetime.timedelta(days=60)
"""What was stays that long, so that a calendar does not lose it the moment it is over."""
ASKED_AGAIN = datetime.timedelta(hours=1)


def personal(user, *, now):
    """What someone takes part in, waits for, or was invited to and has not answered. A member's; others have none."""
    since = now - LOOKS_BACK
    mine = user.registrations.active().filter(activity__ends_at__gt=since).exclude(activity__state=Activity.State.DRAFT)
    events = [
        calendar.event(row.activity, now=now, state=row.state, shows_link=row.shows_link(now=now))
        for row in mine.select_related("activity").order_by("activity__starts_at", "pk")
    ]
    return calendar.feed(events + invitations(user, now=now), name=_("My activities"), again=ASKED_AGAIN)


def invitations(user, *, now):
    open_ones = Invitation.objects.unanswered().filter(user=user, activity__starts_at__gt=now)
    rows = open_ones.filter(activity__state=Activity.State.PUBLISHED).select_related("activity")
    return [calendar.event(each.activity, now=now, state="invited") for each in rows.order_by("activity__starts_at")]


def public(*, now, name):
    """What is open to everyone, under the name of the network."""
    activities = Activity.objects.public().filter(ends_at__gt=now - LOOKS_BACK, is_template=False).chronological()
    return calendar.feed([calendar.event(each, now=now) for each in activities], name=name, again=ASKED_AGAIN)


def fingerprint(text):
    """The same for two feeds that say the same, whenever they were written (an entity tag, RFC 9110)."""
    said = "\n".join(line for line in text.splitlines() if not line.startswith("DTSTAMP"))
    return hashlib.sha256(said.encode()).hexdigest()[:32]

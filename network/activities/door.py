"""Codes for the door: one that the host shows and everybody scans, and one of each participant that the host scans.

Both are made of a key of the portal, so nobody can make one up. That of the host changes every few minutes: a picture
of it that is sent to somebody at home is soon worth nothing.
"""

import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "network.activities.door"
TURN = 300
"""Seconds after which the code of the host changes."""
COUNTS_FOR = 4
"""So many turns a code counts: time to log in on one's phone."""
AROUND = datetime.timedelta(hours=1)
"""How long before the start and after the end the door is open."""


def is_open(activity, *, now):
    return activity.is_published and activity.starts_at - AROUND <= now <= activity.ends_at + AROUND


def code(activity, *, now):
    """The code that the host shows at a moment."""
    return _sign("host", activity.pk, _turn(now))


def is_code(activity, given, *, now):
    """Whether somebody has just seen that code."""
    turns = range(_turn(now), _turn(now) - COUNTS_FOR, -1)
    return any(constant_time_compare(_sign("host", activity.pk, turn), given) for turn in turns)


def ticket(registration):
    """The code of one participant, which the host scans. It stays the same."""
    return _sign("participant", registration.activity_id, registration.pk)


def is_ticket(registration, given):
    return constant_time_compare(ticket(registration), given)


def _turn(now):
    return int(now.timestamp()) // TURN


def _sign(kind, activity, number):
    return salted_hmac(SALT, f"{kind}:{activity}:{number}", algorithm="sha256").hexdigest()[:20]

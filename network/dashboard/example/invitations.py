"""Invitations that wait for an answer, one that ran out, and a request to join. Nothing of it is mailed."""

import datetime

from network.dashboard.example.calendar import moment
from network.dashboard.example.reading import read
from network.people.actions.invitations import VALID
from network.people.models import Invitation, JoinRequest
from network.people.tokens import hash_of, new_token


def load(made):
    rows = read("invitations")
    Invitation.objects.bulk_create(invitation_of(made, row) for row in rows["invitation"])
    JoinRequest.objects.bulk_create(request_of(made, row) for row in rows["request"])


def days_before(made, row):
    return moment(made.calendar.today - datetime.timedelta(days=row["days_ago"]), "9.00")


def invitation_of(made, row):
    """Its link leads nowhere: the secret is thrown away. Sending it again makes one that works."""
    sent_at = days_before(made, row)
    return Invitation(
        name=row["name"],
        email=row["email"],
        function=row["function"],
        school=made.schools.get(row["at"]),
        partner=made.partners.get(row["at"]),
        token_hash=hash_of(new_token()),
        invited_by=made.people[row["by"]],
        invited_at=sent_at,
        sent_at=sent_at,
        expires_at=sent_at + VALID,
    )


def request_of(made, row):
    asked_at = days_before(made, row)
    fields = {name: row[name] for name in ("name", "email", "organisation", "function", "reason")}
    return JoinRequest(asked_at=asked_at, confirmed_at=asked_at, **fields)

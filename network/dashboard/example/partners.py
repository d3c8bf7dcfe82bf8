"""Partners with what they offer, and the grant of the municipality."""

import datetime

from network.dashboard.example.reading import read
from network.partners.models import Contribution, Grant, Partner


def load(made):
    content = read("partners")
    since = made.calendar.beginning
    for row in content["partner"]:
        offers = row.pop("contribution", [])
        partner = made.partners[row["slug"]] = Partner.objects.create(**row, joined_on=since)
        Contribution.objects.bulk_create(Contribution(partner=partner, **offer) for offer in offers)
    load_grant(made, content["grant"])


def load_grant(made, grant):
    year = made.calendar.year
    Grant.objects.create(
        funder=made.partners[grant["funder"]],
        title=grant["title"],
        reference=f"{grant['reference']}-{year.first}",
        maximum_amount=grant["maximum_amount"],
        decided_on=year.starts_on - datetime.timedelta(days=46),
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        account_due_on=year.ends_on + datetime.timedelta(days=92),
    )

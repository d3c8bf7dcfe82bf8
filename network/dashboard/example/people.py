"""People, where they belong, and the few accounts one can sign in with."""

import datetime

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from network.dashboard.example.calendar import moment
from network.dashboard.example.reading import read
from network.people.models import Appointment, Membership, User
from network.people.models.profile import Rung
from network.people.standing import Role

DOMAIN = "voorbeeld.example"
AUDIENCES = {
    "email_to": "email_audience",
    "phone_to": "phone_audience",
    "offers_to": "can_offer_audience",
    "learns_to": "wants_to_learn_audience",
}
OFFICES = [Role.PROJECT_LEAD, Role.ADMINISTRATOR]


def load(made):
    rows = read("people")["person"] + read("partner_people")["person"]
    since = made.calendar.beginning
    shared = make_password(made.password)
    made.people = {key_of(row): user_of(row, shared, moment(since, "9.00")) for row in rows}
    User.objects.bulk_create(made.people.values())
    load_themes(made, rows)
    load_memberships(made, rows, since)


def load_themes(made, rows):
    tied = [(made.people[key_of(row)], made.themes[slug]) for row in rows for slug in row.get("themes", [])]
    User.themes.through.objects.bulk_create(User.themes.through(user=person, theme=theme) for person, theme in tied)


def key_of(row):
    """The part of the address before the @, by which the other texts name a person."""
    return row.get("account") or slugify(f"{row['given']} {row['family']}").replace("-", ".")


def user_of(row, shared, joined_at):
    return User(
        email=f"{key_of(row)}@{DOMAIN}",
        given_name=row["given"],
        family_name=row["family"],
        can_offer=row.get("offers", ""),
        wants_to_learn=row.get("learns", ""),
        phone=row.get("phone", ""),
        **{AUDIENCES[name]: Rung[rung.upper()] for name, rung in row.get("shows", {}).items()},
        password=shared if row.get("account") else make_password(None),
        joined_at=joined_at,
    )


def load_memberships(made, rows, since):
    appointments, memberships = [], []
    for row in rows:
        user, role = made.people[key_of(row)], row["role"]
        if role in OFFICES:
            appointments.append(Appointment(user=user, office=role, starts_on=since))
            continue
        home = {"school": made.schools.get(row["at"]), "partner": made.partners.get(row["at"])}
        made.homes[user.pk] = home
        standing_in = {"is_stand_in": row.get("stands_in", False), **days_of(made, row)}
        memberships.append(Membership(user=user, **home, function=role, starts_on=since, **standing_in))
        if former := row.get("came_from"):
            memberships.append(moved(made, memberships[-1], made.schools[former]))
    Appointment.objects.bulk_create(appointments)
    Membership.objects.bulk_create(memberships)


def days_of(made, row):
    """From when until when somebody stands in; `stands_in_weeks` counts from today."""
    weeks = row.get("stands_in_weeks")
    if not weeks:
        return {}
    first, last = (made.calendar.today + datetime.timedelta(weeks=each) for each in weeks)
    return {"stands_in_from": first, "stands_in_until": last}


def moved(made, membership, former):
    """Let a membership begin with this school year, and return the one at the school before it."""
    year = made.calendar.year
    before = Membership(
        user=membership.user,
        school=former,
        function=membership.function,
        starts_on=membership.starts_on,
        ends_on=year.previous.ends_on,
    )
    membership.starts_on = year.starts_on
    return before

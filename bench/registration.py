"""Registrations per second, end to end, beside a bare Django view that does the same lock and insert.

One server, one database, one run. A round gives every person a seat in a new activity, once through the portal
(session, permission, form protection, key, lock, seat, mail in the outbox, answer) and once through the bare view,
which is told whom and what and does the lock and the insert alone; both with the triggers of the database. The `ratio`
is the median over the rounds of registrations per second of the portal divided by those of the bare view.
"""

import datetime
import os
import statistics
import sys
from importlib import import_module

from bench import clients, server
from bench.pages import ENVIRONMENT, database, database_url, prepare

TOKEN = "a" * 32  # protects the forms; the browser keeps the same in its cookie


def new_activity(name, *, now):
    """A published activity of the schools with a place for everyone."""
    from network.activities.models import Activity
    from network.people.audience import Audience
    from network.people.models import User

    lead, starts_at = User.objects.order_by("pk").first(), now + datetime.timedelta(days=30)
    return Activity.objects.create(
        kind=Activity.Kind.NETWORK_DAY, title=name, slug=name, starts_at=starts_at,
        ends_at=starts_at + datetime.timedelta(hours=2), audience=Audience.SCHOOLS, capacity=30_000,
        created_by=lead, created_at=now, state=Activity.State.PUBLISHED, published_by=lead, published_at=now,
    )  # fmt: skip


def session_of(person):
    """The Cookie header of a new session of this person, as after signing in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}; csrftoken={TOKEN}"


def one_round(port, number, people, connections, *, now):
    """Tallies of the bare view and of the portal. Raises RuntimeError unless everybody has a seat afterwards."""
    bare, ours = new_activity(f"bare-{number}", now=now), new_activity(f"portal-{number}", now=now)
    through_bare = [(f"/bare/{bare.pk}/{person}/", "", "x=1") for person in people]
    form = f"csrfmiddlewaretoken={TOKEN}"
    through_portal = [(f"/agenda/{ours.slug}/aanmelden/", cookie, form) for cookie in people.values()]
    tallies = [clients.press(port, presses, connections) for presses in (through_bare, through_portal)]
    for activity in (bare, ours):
        activity.refresh_from_db()
        if activity.seats_taken != len(people):
            raise RuntimeError(f"{activity}: {activity.seats_taken} of {len(people)} have a seat")
    return tallies


def run(*, rounds, number, connections, environment=ENVIRONMENT):
    """Measure on the database of this process with so many people of bench.network; prints what came of it."""
    from django.utils import timezone

    from network.base.models import OutgoingMail
    from network.people.models import Membership, User

    teachers = User.objects.filter(memberships__function=Membership.Function.TEACHER).order_by("pk")[:number]
    people, now = {person.pk: session_of(person) for person in teachers}, timezone.now()
    mail_before = OutgoingMail.objects.count()
    with server.running({**environment, "DATABASE_URL": database_url()}) as (port, _pid):
        pairs = [one_round(port, each, people, connections, now=now) for each in range(rounds + 1)][1:]
    mail = OutgoingMail.objects.count() - mail_before
    print(f"{rounds} rounds of {len(people)} people over {connections} connections; {mail} mails in the outbox")
    print(f"{'view':<14} {'per second':>10} {'p50 ms':>7} {'p99 ms':>7}")
    middle = statistics.median
    for name, tallies in zip(["bare", "registration"], zip(*pairs, strict=True), strict=True):
        figures = [middle(getattr(tally, figure) for tally in tallies) for figure in ("per_second", "p50", "p99")]
        print(f"{name:<14} {figures[0]:>10.0f} {figures[1]:>7.2f} {figures[2]:>7.2f}")
    print(f"ratio registration {middle(ours.per_second / bare.per_second for bare, ours in pairs):.2f}")


def main():
    os.environ.update(ENVIRONMENT)
    with database():
        prepare()
        from django.db import connection

        try:
            run(rounds=7, number=300, connections=8)
        finally:
            connection.close()


if __name__ == "__main__":
    sys.exit(main())

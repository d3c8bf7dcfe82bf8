"""Many people at the last seats at the same moment, each on a connection of its own."""

import collections
import concurrent.futures
import random
import threading

import pytest
from django.db import connection, transaction

from network.activities import actions
from network.activities.models import Activity, Registration
from network.base.models import OutgoingMail
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
State = Registration.State


def persistently(job):
    """Try again when it says that many people are registering, as the sentence asks of a person; ten times at most."""
    for _ in range(9):
        try:
            return job()
        except actions.Busy:
            continue
    return job()


def at_once(jobs):
    """Run each job in a thread of its own, all let go at the same moment. Returns their answers or exceptions."""
    barrier = threading.Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait(timeout=30)
            return persistently(job)
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with concurrent.futures.ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_last_seats_are_never_given_twice_and_nobody_is_lost(now):
    school, other = factories.SchoolFactory(), factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=6, kept_per_school=1, kept_until=factories.moment(7))
    inside = [
        actions.register(activity=activity, user=person, by=person, now=now)
        for person in [factories.teacher(school) for _ in range(5)]
    ]
    newcomers = [factories.teacher(random.choice([school, other])) for _ in range(15)]
    leaving = inside[:3]

    def registers(person):
        return lambda: actions.register(activity=activity, user=person, by=person, now=now)

    def withdraws(registration):
        return lambda: actions.withdraw(registration=registration, by=registration.user, now=now)

    jobs = [registers(person) for person in newcomers + newcomers[:3]]  # three of them press twice
    jobs += [withdraws(mine) for mine in leaving]
    jobs.append(
        lambda: actions.change_seats(
            activity=activity, capacity=7, kept_per_school=1, kept_until=activity.kept_until, now=now
        )
    )
    random.shuffle(jobs)
    answers = at_once(jobs)

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    rows = list(activity.registrations.active().values_list("user", "state", "school"))
    assert sorted(user for user, _state, _school in rows) == sorted(
        [person.pk for person in newcomers] + [mine.user_id for mine in inside[3:]]
    )
    confirmed = [school_id for _user, state, school_id in rows if state == State.CONFIRMED]
    waiting = [school_id for _user, state, school_id in rows if state == State.WAITING]
    assert len(confirmed) <= 7
    taken = collections.Counter(confirmed)
    kept_empty = sum(max(0, 1 - taken[each.pk]) for each in (school, other))
    assert len(confirmed) + kept_empty == 7, "a seat stayed empty while people wait"
    assert not (other.pk in waiting and taken[other.pk] == 0), "a kept seat was refused to its school"
    assert OutgoingMail.objects.about(activity).count() == (
        len(newcomers) + len(inside) + len(leaving) + promotions(activity)
    )


def promotions(activity):
    return activity.registrations.filter(promoted_at__isnull=False).count()


def test_a_lock_held_too_long_says_try_again_and_changes_nothing(now):
    activity, teacher = factories.ActivityFactory(), factories.teacher()
    held, release = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Activity.objects.select_for_update().get(pk=activity.pk)
                held.set()
                release.wait(timeout=30)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(timeout=30)
    try:
        with pytest.raises(actions.Busy, match=r"try again|opnieuw"):
            actions.register(activity=activity, user=teacher, by=teacher, now=now)
    finally:
        release.set()
        holder.join()
    assert not Registration.objects.exists()
    assert actions.register(activity=activity, user=teacher, by=teacher, now=now).is_confirmed

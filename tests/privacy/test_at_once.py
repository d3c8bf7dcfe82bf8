"""Several at the same moment, each in a transaction of their own."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from network.base.models import OutgoingMail, TrailRemoval
from network.people.models import User
from network.privacy import forgetting
from network.privacy.actions import erasing
from network.privacy.actions.copies import ask_for_copy
from network.privacy.models import Erasure, OwnDataCopy
from tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FORTNIGHT = datetime.timedelta(days=14)


def at_once(*attempts):
    """Run each attempt in a thread of its own, started together. Returns what came out of each, sorted by name."""
    outcomes, gate = [], threading.Barrier(len(attempts))

    def run(attempt):
        try:
            gate.wait()
            outcomes.append(str(attempt()))
        except Exception as problem:
            outcomes.append(type(problem).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return sorted(outcomes)


def test_two_requests_for_a_copy_are_one_build():
    person, now = make.teacher(), timezone.now()
    at_once(*[lambda: ask_for_copy(person=person, now=now).pk] * 2)
    assert OwnDataCopy.objects.count() == 1


def test_two_requests_for_removal_are_one():
    person, now = make.teacher(), timezone.now()
    at_once(*[lambda: erasing.ask(person=person, now=now).pk] * 2)
    assert Erasure.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_two_jobs_remove_a_person_once():
    person, now = make.teacher(), timezone.now()
    erasing.ask(person=person, now=now)
    job = lambda: forgetting.forget_who_asked(now=now + FORTNIGHT)  # noqa: E731
    assert at_once(job, job) == ["0", "1"]
    assert TrailRemoval.objects.count() == 1


def test_regret_and_the_job_at_the_same_moment_agree():
    person, now = make.teacher(), timezone.now()
    erasing.ask(person=person, now=now)
    at_once(
        lambda: erasing.take_back(person=person, now=now + FORTNIGHT),
        lambda: forgetting.forget_who_asked(now=now + FORTNIGHT),
    )
    erasure, person = Erasure.objects.get(), User.objects.get(pk=person.pk)
    assert bool(erasure.taken_back_at) != bool(erasure.done_at)
    assert bool(person.erased_at) == bool(erasure.done_at)
    assert person.leaves_at is None


def test_two_last_project_leads_cannot_both_leave():
    leads, now = [make.project_lead(), make.project_lead()], timezone.now()
    for lead in leads:
        erasing.ask(person=lead, now=now)
    later = now + FORTNIGHT
    pks = list(Erasure.objects.values_list("pk", flat=True))
    at_once(*[lambda pk=pk: forgetting.carry_out(pk=pk, now=later) for pk in pks])
    assert User.objects.filter(erased_at__isnull=False).count() == 1

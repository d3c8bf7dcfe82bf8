"""Two people at the same moment, each in a transaction of their own."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from network.base.models import OutgoingMail
from network.steering import actions
from network.steering.models import Decision, FrameworkVersion, Position, SharedVision
from tests.factories import (
    FrameworkVersionFactory,
    NetworkFactory,
    PositionFactory,
    SchoolFactory,
    framework_in_force,
    moment,
    project_lead,
    school_leader,
    stand_in,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*attempts):
    """Run each attempt in a thread of its own, started together. Returns the names of what came out, sorted."""
    outcomes, gate = [], threading.Barrier(len(attempts))

    def run(attempt):
        try:
            gate.wait()
            attempt()
            outcomes.append("done")
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


def test_two_first_visions_are_one_and_a_sentence():
    lead = project_lead()

    def adopting(text):
        return lambda: actions.adopt_vision(text=text, by=lead, now=timezone.now())

    assert at_once(adopting("Samen."), adopting("Verder.")) in (
        ["VisionAdoptedMeanwhile", "done"],
        ["done", "done"],
    )  # or neatly one after the other
    assert list(SharedVision.objects.order_by("number").values_list("number", flat=True)) in ([1], [1, 2])


def test_two_project_leads_adopt_once():
    version = PositionFactory().version
    school_leader(version.positions.get().school)
    leads = [project_lead(), project_lead()]

    def adopting(lead):
        return lambda: actions.adopt(version=version, title="Zo", text="", review_on=None, by=lead, now=timezone.now())

    assert at_once(*map(adopting, leads)) == ["NotProposed", "done"]
    assert Decision.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_leader_and_stand_in_answer_once():
    version, school = FrameworkVersionFactory(proposed=True), SchoolFactory()
    people = [school_leader(school), stand_in(school)]

    def giving(person):
        return lambda: actions.give_position(
            version=version, school=school, stance="consent", reason="", seen_at=None, by=person, now=timezone.now()
        )

    assert at_once(*map(giving, people)) == ["PositionGivenMeanwhile", "done"]
    assert Position.objects.count() == 1


def test_two_writers_save_one_after_the_other():
    version = FrameworkVersionFactory()
    people = [school_leader(), school_leader()]

    def saving(person):
        return lambda: actions.save_version(
            version=version, revision=0, text=f"Van {person}", mandate="Twee.", by=person, now=timezone.now()
        )

    assert at_once(*map(saving, people)) == ["EditedMeanwhile", "done"]
    assert FrameworkVersion.objects.get().revision == 1


def test_two_new_versions_begin_once():
    framework = framework_in_force()
    people = [school_leader(), school_leader()]

    def starting(person):
        return lambda: actions.start_new_version(framework=framework, by=person, now=timezone.now())

    assert at_once(*map(starting, people)) == ["NewVersionInTheMaking", "done"]
    assert framework.versions.count() == 2


def test_two_reminders_send_one():
    school_leader()
    version = FrameworkVersionFactory(proposed=True)
    leads = [project_lead(), project_lead()]

    def reminding(lead):
        return lambda: actions.remind_schools_without_position(version=version, by=lead, now=timezone.now())

    assert at_once(*map(reminding, leads)) == ["AlreadyReminded", "done"]
    assert OutgoingMail.objects.count() == 1


def test_objection_that_arrives_during_an_adoption_waits_and_is_refused():
    """Whoever writes past the actions meets the same lock: the trigger on positions takes it."""
    NetworkFactory(quorum_percent=50)  # one school of two is enough
    version = PositionFactory().version
    late, held = SchoolFactory(), threading.Event()

    def adopting():
        with transaction.atomic():
            row = FrameworkVersion.objects.filter(pk=version.pk)
            row.update(state="adopted", adopted_by=version.written_by, adopted_at=moment())
            held.set()
            time.sleep(0.3)

    def objecting():
        held.wait(10)
        Position.objects.create(
            version=version,
            school=late,
            stance="objection",
            reason="Te laat.",
            given_by=version.written_by,
            given_at=moment(),
        )

    assert at_once(adopting, objecting) == ["IntegrityError", "done"]
    assert list(version.positions.values_list("stance", flat=True)) == ["consent"]


def test_adoption_waits_for_an_objection_that_was_first():
    NetworkFactory(quorum_percent=50)  # one school of two is enough
    version = PositionFactory().version
    late, held = SchoolFactory(), threading.Event()

    def objecting():
        with transaction.atomic():
            PositionFactory(version=version, school=late, objection=True)
            held.set()
            time.sleep(0.3)

    def adopting():
        held.wait(10)
        row = FrameworkVersion.objects.filter(pk=version.pk)
        row.update(state="adopted", adopted_by=version.written_by, adopted_at=moment())

    assert at_once(objecting, adopting) == ["IntegrityError", "done"]
    assert FrameworkVersion.objects.get().state == "proposed"

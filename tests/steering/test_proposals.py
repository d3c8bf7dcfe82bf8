"""A version before the schools: proposing, more time, reminding, taking it back."""

import datetime

import pytest

from network.base.models import OutgoingMail
from network.steering import actions
from network.steering.models import FrameworkVersion
from tests.factories import (
    FrameworkVersionFactory,
    PositionFactory,
    SchoolFactory,
    day,
    moment,
    project_lead,
    school_leader,
    stand_in,
    teacher,
)

pytestmark = pytest.mark.django_db
State = FrameworkVersion.State
DAY = datetime.timedelta(days=1)


def addresses():
    return sorted(OutgoingMail.objects.values_list("to_address", flat=True))


def propose(version, *, revision=None, due_on=None, by, now):
    revision = version.revision if revision is None else revision
    return actions.propose(version=version, revision=revision, due_on=due_on or day(14), by=by, now=now)


def test_proposal_is_put_before_the_schools(now):
    version, leader = FrameworkVersionFactory(), school_leader()
    propose(version, due_on=day(10), by=leader, now=now)
    version.refresh_from_db()
    assert (version.state, version.positions_due_on) == (State.PROPOSED, day(10))
    assert (version.proposed_by, version.proposed_at) == (leader, now)


def test_every_voice_of_a_school_that_takes_part_gets_one_mail(now):
    school = SchoolFactory()
    leader, deputy = school_leader(school), stand_in(school)
    elsewhere = school_leader()
    teacher(school)
    school_leader(SchoolFactory(left_on=day(-1)))
    school_leader(SchoolFactory(joined_on=day(1)))
    version = FrameworkVersionFactory()
    propose(version, by=leader, now=now)
    assert addresses() == sorted([leader.email, deputy.email, elsewhere.email])
    assert list(OutgoingMail.objects.about(version).values_list("about", flat=True).distinct()) == [
        f"steering.frameworkversion:{version.pk}"
    ]


def test_only_a_draft_can_be_proposed(now):
    version = FrameworkVersionFactory(proposed=True)
    with pytest.raises(actions.NotADraft):
        propose(version, by=school_leader(), now=now)
    assert addresses() == []


@pytest.mark.parametrize("days", [-1, 0])
def test_schools_get_time_to_answer(now, days):
    version = FrameworkVersionFactory()
    with pytest.raises(actions.DeadlineTooEarly):
        propose(version, due_on=day(days), by=school_leader(), now=now)
    assert FrameworkVersion.objects.get().state == State.DRAFT


def test_nobody_proposes_a_text_that_changed_after_reading_it(now):
    version = FrameworkVersionFactory(revision=3)
    with pytest.raises(actions.EditedMeanwhile):
        propose(version, revision=2, by=school_leader(), now=now)
    assert FrameworkVersion.objects.get().state == State.DRAFT


def test_deadline_is_a_day_of_the_portals_clock(time_machine):
    """At half past eleven in the evening in summer it is already tomorrow in UTC+2, not yet in UTC."""
    late = datetime.datetime(2026, 6, 30, 22, 30, tzinfo=datetime.UTC)  # 1 July 0.30 in Amsterdam
    time_machine.move_to(late, tick=False)
    version = FrameworkVersionFactory()
    with pytest.raises(actions.DeadlineTooEarly):
        propose(version, due_on=datetime.date(2026, 7, 1), by=school_leader(), now=late)
    propose(version, due_on=datetime.date(2026, 7, 2), by=school_leader(), now=late)


# More time


def test_more_time_moves_the_deadline_and_mails_nobody(now):
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day(-2))
    actions.extend_term(version=version, due_on=day(5), by=project_lead(), now=now)
    version.refresh_from_db()
    assert version.positions_due_on == day(5)
    assert addresses() == []


@pytest.mark.parametrize(("present", "asked"), [(5, 5), (5, 3), (-5, 0)])
def test_more_time_is_more(now, present, asked):
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day(present))
    with pytest.raises(actions.DeadlineTooEarly):
        actions.extend_term(version=version, due_on=day(asked), by=project_lead(), now=now)


@pytest.mark.parametrize("state", ["draft", "adopted", "withdrawn"])
def test_more_time_is_for_a_proposal(now, state):
    version = FrameworkVersionFactory(**{state: True} if state != "draft" else {})
    with pytest.raises(actions.NotProposed):
        actions.extend_term(version=version, due_on=day(30), by=project_lead(), now=now)


# Reminding


def test_reminder_goes_to_the_voices_of_schools_without_a_position(now):
    answered, silent = SchoolFactory(), SchoolFactory()
    school_leader(answered)
    asked = [school_leader(silent), stand_in(silent)]
    version = PositionFactory(school=answered).version
    lead = project_lead()
    assert actions.remind_schools_without_position(version=version, by=lead, now=now) == 2
    assert addresses() == sorted(person.email for person in asked)
    version.refresh_from_db()
    assert (version.reminded_by, version.reminded_at) == (lead, now)


def test_one_reminder_a_day(time_machine):
    time_machine.move_to(moment(0, hour=9), tick=False)
    school_leader()
    version, lead = FrameworkVersionFactory(proposed=True), project_lead()
    actions.remind_schools_without_position(version=version, by=lead, now=moment(0, hour=9))
    with pytest.raises(actions.AlreadyReminded):
        actions.remind_schools_without_position(version=version, by=lead, now=moment(0, hour=23))
    assert len(addresses()) == 1
    assert actions.remind_schools_without_position(version=version, by=lead, now=moment(1, hour=0)) == 1


def test_reminder_needs_somebody_to_remind(now):
    SchoolFactory()
    version = FrameworkVersionFactory(proposed=True)
    with pytest.raises(actions.NobodyToRemind):
        actions.remind_schools_without_position(version=version, by=project_lead(), now=now)
    version.refresh_from_db()
    assert version.reminded_at is None


def test_no_reminder_after_the_last_day(now):
    school_leader()
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day(-1))
    with pytest.raises(actions.NotProposed, match="meer tijd"):
        actions.remind_schools_without_position(version=version, by=project_lead(), now=now)


# Taking it back


def test_withdrawn_draft_is_nobody_elses_business(now):
    school_leader()
    version = FrameworkVersionFactory()
    actions.withdraw(version=version, by=version.written_by, now=now)
    version.refresh_from_db()
    assert (version.state, addresses()) == (State.WITHDRAWN, [])


def test_who_was_asked_hears_that_a_proposal_is_withdrawn(now):
    leader = school_leader()
    version = FrameworkVersionFactory(proposed=True)
    actions.withdraw(version=version, by=version.written_by, now=now)
    version.refresh_from_db()
    assert (version.state, addresses()) == (State.WITHDRAWN, [leader.email])


@pytest.mark.parametrize("state", ["adopted", "superseded", "withdrawn"])
def test_only_what_is_in_the_making_can_be_withdrawn(now, state):
    version = FrameworkVersionFactory(**{state: True})
    with pytest.raises(actions.NotProposed):
        actions.withdraw(version=version, by=project_lead(), now=now)


def test_rewriting_keeps_what_the_schools_thought(now):
    objection = PositionFactory(objection=True)
    old, lead = objection.version, project_lead()
    leader = school_leader()
    draft = actions.rewrite(version=old, by=lead, now=now)
    old.refresh_from_db()
    assert (old.state, list(old.positions.all())) == (State.WITHDRAWN, [objection])
    assert (draft.number, draft.state, draft.text, draft.written_by) == (2, State.DRAFT, old.text, lead)
    assert list(draft.positions.all()) == []
    assert addresses() == [leader.email]


@pytest.mark.parametrize("state", ["draft", "adopted", "withdrawn"])
def test_only_a_proposal_can_be_rewritten(now, state):
    version = FrameworkVersionFactory(**{state: True} if state != "draft" else {})
    with pytest.raises(actions.NotProposed):
        actions.rewrite(version=version, by=project_lead(), now=now)
    assert FrameworkVersion.objects.count() == 1

"""Giving the position of a school."""

import datetime

import pghistory.models
import pytest

from network.steering import actions
from network.steering.models import FrameworkVersion, Position
from tests.factories import (
    FrameworkVersionFactory,
    MembershipFactory,
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
Stance = Position.Stance


def give(version, school, by, *, stance=Stance.CONSENT, reason="", seen_at=None, solved="", now):
    return actions.give_position(
        version=version, school=school, stance=stance, reason=reason, seen_at=seen_at, solved=solved, by=by, now=now
    )


@pytest.fixture
def version():
    return FrameworkVersionFactory(proposed=True)


@pytest.mark.parametrize("voice", [school_leader, stand_in])
def test_leader_and_stand_in_speak_for_their_school(version, now, voice):
    school = SchoolFactory()
    by = voice(school)
    give(version, school, by, now=now)
    assert list(Position.objects.values_list("version", "school", "stance", "reason", "given_by", "given_at")) == [
        (version.pk, school.pk, "consent", "", by.pk, now)
    ]


@pytest.mark.parametrize("who", [teacher, lambda school: project_lead(), lambda school: school_leader()])
def test_nobody_else_speaks_for_a_school(version, now, who):
    school = SchoolFactory()
    with pytest.raises(actions.NotYourSchool):
        give(version, school, who(school), now=now)
    assert not Position.objects.exists()


def test_school_that_left_has_no_voice(version, now):
    school = SchoolFactory(left_on=day(-1))
    with pytest.raises(actions.NotYourSchool):
        give(version, school, school_leader(school), now=now)


@pytest.mark.parametrize("state", ["draft", "adopted", "superseded", "withdrawn"])
def test_positions_are_for_a_proposal(now, state):
    version = FrameworkVersionFactory(**{state: True} if state != "draft" else {})
    school = SchoolFactory()
    with pytest.raises(actions.PositionsClosed):
        give(version, school, school_leader(school), now=now)


def test_last_day_counts_until_midnight(time_machine):
    time_machine.move_to(datetime.datetime(2026, 10, 24, 10, tzinfo=datetime.UTC), tick=False)
    version = FrameworkVersionFactory(proposed=True, positions_due_on=datetime.date(2026, 10, 25))  # 25 hours long
    schools = [SchoolFactory(), SchoolFactory()]
    leaders = [school_leader(school) for school in schools]
    give(version, schools[0], leaders[0], now=datetime.datetime(2026, 10, 25, 22, 59, tzinfo=datetime.UTC))
    with pytest.raises(actions.PositionsClosed):
        give(version, schools[1], leaders[1], now=datetime.datetime(2026, 10, 25, 23, 0, tzinfo=datetime.UTC))


@pytest.mark.parametrize("stance", [Stance.CONCERN, Stance.OBJECTION])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_concern_and_objection_need_a_reason(version, now, stance, reason):
    school = SchoolFactory()
    with pytest.raises(actions.ReasonMissing):
        give(version, school, school_leader(school), stance=stance, reason=reason, now=now)


@pytest.mark.parametrize("stance", [Stance.CONSENT, Stance.ABSTAIN])
def test_consent_needs_no_reason(version, now, stance):
    school = SchoolFactory()
    assert give(version, school, school_leader(school), stance=stance, now=now).reason == ""


def test_position_may_change_and_its_history_stays(version):
    school = SchoolFactory()
    by = school_leader(school)
    give(version, school, by, stance=Stance.OBJECTION, reason="Te druk.", now=moment(-2))
    give(
        version, school, by, stance=Stance.CONCERN, reason="Bijna.", seen_at=moment(-2), solved="Later.", now=moment(-1)
    )
    assert list(Position.objects.values_list("stance", "reason", "given_at")) == [("concern", "Bijna.", moment(-1))]
    trail = pghistory.models.Events.objects.tracks(Position.objects.get()).order_by("pgh_id")
    assert [(event.pgh_label, event.pgh_data["stance"]) for event in trail] == [
        ("insert", "objection"),
        ("update", "concern"),
    ]


def test_two_voices_of_one_school_do_not_overwrite_each_other(version):
    school = SchoolFactory()
    first, second = school_leader(school), stand_in(school)
    give(version, school, first, stance=Stance.OBJECTION, reason="Te druk.", now=moment(-2))
    with pytest.raises(actions.PositionGivenMeanwhile) as refused:
        give(version, school, second, now=moment(-1))
    assert refused.value.current.given_by == first
    assert Position.objects.get().stance == Stance.OBJECTION
    give(version, school, second, seen_at=refused.value.current.given_at, solved="Later.", now=moment(-1))
    assert Position.objects.get().given_by == second


def test_pressing_twice_gives_one_position(version):
    school = SchoolFactory()
    by = school_leader(school)
    give(version, school, by, now=moment(-2))
    give(version, school, by, now=moment(-1))
    assert list(Position.objects.values_list("given_at", flat=True)) == [moment(-2)]


def test_one_person_may_speak_for_two_schools(version, now):
    school, second = SchoolFactory(), SchoolFactory()
    by = school_leader(school)
    MembershipFactory(user=by, school=second, function="SCHOOL_LEADER")
    for each in (school, second):
        give(version, each, by, now=now)
    assert Position.objects.count() == 2


# What start page and dashboard ask


def test_awaiting_position_of_any_of_my_schools(version):
    school, second = SchoolFactory(), SchoolFactory()
    PositionFactory(version=version, school=school)
    awaiting = FrameworkVersion.objects.awaiting_position_of
    assert list(awaiting([school.pk])) == []
    assert list(awaiting([school.pk, second.pk])) == [version]
    assert list(awaiting([])) == []


def test_open_for_positions_includes_the_last_day():
    last_day = FrameworkVersionFactory(proposed=True, positions_due_on=day())
    FrameworkVersionFactory(proposed=True, positions_due_on=day(-1))
    FrameworkVersionFactory()
    assert list(FrameworkVersion.objects.open_for_positions(on=day())) == [last_day]


def test_missing_schools_are_counted(version):
    PositionFactory(version=version)
    SchoolFactory()
    SchoolFactory(left_on=day(-1))
    assert FrameworkVersion.objects.with_missing_schools(on=day()).get().missing_schools == 1


def test_missing_schools_may_be_none():
    version = PositionFactory().version
    assert FrameworkVersion.objects.with_missing_schools(on=day()).get(pk=version.pk).missing_schools == 0


def test_drafts_of_a_person():
    person = school_leader()
    written = FrameworkVersionFactory(written_by=person)
    edited = FrameworkVersionFactory(edited_by=person, edited_at=moment(-1))
    FrameworkVersionFactory()
    FrameworkVersionFactory(written_by=person, proposed=True)
    assert set(FrameworkVersion.objects.drafts_of(person)) == {written, edited}

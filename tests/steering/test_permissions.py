"""Who may do what: one row per question, one column per role."""

import pytest

from network.steering import permissions
from network.steering.models import Endorsement, Framework, FrameworkVersion, Goal, SharedVision
from tests.factories import (
    DecisionFactory,
    EndorsementFactory,
    FrameworkVersionFactory,
    GoalFactory,
    SchoolFactory,
    SharedVisionFactory,
    UserFactory,
    administrator,
    day,
    framework_in_force,
    framework_proposed,
    funder_contact,
    partner_contact,
    project_lead,
    school_leader,
    specialist,
    stand_in,
    teacher,
)

pytestmark = pytest.mark.django_db

ROLES = {
    "leader": school_leader,
    "stand-in": stand_in,
    "lead": project_lead,
    "teacher": teacher,
    "specialist": specialist,
    "partner": partner_contact,
    "funder": funder_contact,
    "administrator": administrator,
    "nobody": UserFactory,
}
STEERING = {"leader", "stand-in", "lead"}
SCHOOLS = {"leader", "stand-in", "teacher", "specialist"}
MEMBERS = STEERING | SCHOOLS | {"partner", "funder"}


@pytest.fixture
def people():
    return {name: make() for name, make in ROLES.items()}


def allowed(people, question):
    return {name for name, person in people.items() if question(person)}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (permissions.can_propose_framework, STEERING),
        (permissions.can_write_framework, STEERING),
        (permissions.can_start_version, STEERING),
        (permissions.can_see_positions, STEERING),
        (permissions.can_see_endorsements, SCHOOLS | {"lead"}),
        (permissions.can_write_vision, {"lead"}),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_a_role_may_do(people, question, answer):
    assert allowed(people, question) == answer


WRITER, NOBODY = "writer", set()
PER_STATE = [
    # question, who in draft, who in proposed, who in any other state
    (permissions.can_edit_version, STEERING | {WRITER}, NOBODY),
    (permissions.can_propose_version, STEERING | {WRITER}, NOBODY),
    (permissions.can_withdraw_version, {"lead", WRITER}, {"lead", WRITER}),
    (permissions.can_rewrite_version, NOBODY, {"lead", WRITER}),
    (permissions.can_extend_term, NOBODY, {"lead", WRITER}),
    (permissions.can_adopt, NOBODY, {"lead"}),
    (lambda user, version: permissions.can_remind(user, version, on=day()), NOBODY, {"lead"}),
]


@pytest.mark.parametrize("state", FrameworkVersion.State)
@pytest.mark.parametrize(("question", "in_draft", "in_proposed"), PER_STATE)
def test_what_the_state_of_a_version_allows(people, question, in_draft, in_proposed, state):
    people[WRITER] = school_leader()
    version = FrameworkVersionFactory(written_by=people[WRITER], **{state: True} if state != "draft" else {})
    answer = {"draft": in_draft, "proposed": in_proposed}.get(state, NOBODY)
    assert allowed(people, lambda person: question(person, version)) == answer


def test_writer_who_left_the_steering_group_no_longer_withdraws():
    writer = teacher()
    assert not permissions.can_withdraw_version(writer, FrameworkVersionFactory(written_by=writer))


def test_position_and_endorsement_are_given_for_the_own_school(people):
    school = SchoolFactory()
    people |= {"own leader": school_leader(school), "own stand-in": stand_in(school), "own teacher": teacher(school)}
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day())
    voices = {"own leader", "own stand-in"}

    def may(on):
        return allowed(people, lambda person: permissions.can_give_position(person, version, school.pk, on=on))

    assert may(day()) == voices
    assert may(day(1)) == NOBODY
    assert allowed(people, lambda person: permissions.can_give_endorsement(person, school.pk)) == voices


def test_no_reminder_after_the_last_day():
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day(-1))
    assert not permissions.can_remind(project_lead(), version, on=day())


# What one sees


def test_what_each_role_sees(people):
    in_force, proposed = framework_in_force(), framework_proposed()
    rows = {
        Framework: (MEMBERS, {in_force}, {in_force, proposed}),
        FrameworkVersion: (MEMBERS, {in_force.versions.get()}, {in_force.versions.get(), proposed.versions.get()}),
        Goal: (MEMBERS, {in_force.goals.get(), proposed.goals.get()}, {in_force.goals.get(), proposed.goals.get()}),
    }
    for model, (members, for_members, for_steering) in rows.items():
        for name, person in people.items():
            expected = for_steering if name in STEERING else for_members if name in members else set()
            assert set(model.objects.visible_to(person)) == expected, (model, name)


def test_decisions_are_for_members(people):
    decision = DecisionFactory()
    assert allowed(people, type(decision).objects.visible_to) == MEMBERS


def test_vision_in_writing_is_for_the_project_lead(people):
    adopted, draft = SharedVisionFactory(), SharedVisionFactory(draft=True)
    for name, person in people.items():
        expected = {adopted, draft} if name == "lead" else {adopted} if name in MEMBERS else set()
        assert set(SharedVision.objects.visible_to(person)) == expected, name


def test_framework_stays_visible_when_a_new_version_is_in_the_making(people):
    framework = framework_in_force()
    draft = FrameworkVersionFactory(framework=framework, number=2)
    assert list(Framework.objects.visible_to(people["teacher"])) == [framework]
    assert draft not in FrameworkVersion.objects.visible_to(people["teacher"])


def test_one_endorsement_of_a_school_per_vision():
    first = EndorsementFactory()
    EndorsementFactory(school=first.school)
    assert Endorsement.objects.filter(school=first.school).count() == 2
    assert GoalFactory().get_absolute_url().startswith("/stuurgroep/doelen/")

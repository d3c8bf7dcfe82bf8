"""Who sees which activities, and the verbs that other rooms use."""

import pytest

from network.activities import permissions
from network.activities.models import Activity
from network.people.audience import Audience
from tests import factories

pytestmark = pytest.mark.django_db
LADDER = [Audience.SCHOOLS, Audience.SCHOOLS_AND_PARTNERS, Audience.FUNDERS, Audience.PUBLIC]


def seen_by(user):
    return set(Activity.objects.visible_to(user))


@pytest.mark.parametrize(
    ("person", "rungs"),
    [
        (factories.teacher, LADDER),
        (factories.school_leader, LADDER),
        (factories.project_lead, LADDER),
        (factories.partner_contact, LADDER[1:]),
        (factories.funder_contact, LADDER[2:]),
        (factories.administrator, LADDER[3:]),
    ],
)
def test_ladder_opens_by_role(person, rungs):
    activities = {rung: factories.ActivityFactory(audience=rung) for rung in LADDER}
    assert seen_by(person()) == {activities[rung] for rung in rungs}


def test_only_me_is_for_its_maker_alone():
    own = factories.ActivityFactory(audience=Audience.ONLY_ME)
    assert seen_by(own.created_by) == {own}
    assert seen_by(factories.project_lead()) == set()


def test_my_school_is_for_the_host_school():
    visit = factories.ActivityFactory(audience=Audience.MY_SCHOOL, host_school=factories.SchoolFactory())
    assert seen_by(factories.teacher(visit.host_school)) == {visit}
    assert seen_by(factories.teacher()) == seen_by(factories.project_lead()) == set()


def test_group_meeting_is_for_its_members_of_today():
    seat = factories.GroupMembershipFactory()
    former = factories.GroupMembershipFactory(group=seat.group, ends_on=factories.day(-1))
    leaving = factories.GroupMembershipFactory(group=seat.group, ends_on=factories.day(1))
    meeting = factories.GroupMeetingFactory(working_group=seat.group, audience=Audience.WORKING_GROUP)
    assert seen_by(seat.user) == seen_by(leaving.user) == seen_by(factories.project_lead()) == {meeting}
    assert seen_by(former.user) == seen_by(factories.school_leader()) == set()


def test_closed_steering_meeting_is_for_the_voices_of_the_schools():
    meeting = factories.SteeringMeetingFactory(audience=Audience.WORKING_GROUP)
    assert seen_by(factories.school_leader()) == seen_by(factories.stand_in()) == {meeting}
    assert seen_by(factories.teacher()) == set()


def test_drafts_are_for_organisers_and_the_project_lead():
    seat = factories.GroupMembershipFactory()
    draft = factories.ActivityFactory(draft=True, public=True, working_group=seat.group)
    assert seen_by(draft.created_by) == seen_by(seat.user) == seen_by(factories.project_lead()) == {draft}
    assert seen_by(factories.teacher()) == seen_by(factories.school_leader()) == set()


def test_whoever_was_asked_or_comes_sees_it():
    asked = factories.InvitationFactory(activity=factories.ActivityFactory(), user=factories.partner_contact())
    comes = factories.RegistrationFactory(activity=asked.activity, user=factories.funder_contact())
    left = factories.RegistrationFactory(activity=asked.activity, user=factories.funder_contact(), cancelled=True)
    assert seen_by(asked.user) == seen_by(comes.user) == {asked.activity}
    assert seen_by(left.user) == set()


def test_an_activity_is_seen_once_however_many_reasons():
    seat = factories.GroupMembershipFactory()
    activity = factories.ActivityFactory(public=True, working_group=seat.group, created_by=seat.user)
    factories.InvitationFactory(activity=activity, user=seat.user)
    factories.RegistrationFactory(activity=activity, user=seat.user)
    assert list(Activity.objects.visible_to(seat.user)) == [activity]


def test_registered_by_a_person():
    mine = factories.RegistrationFactory()
    waits = factories.RegistrationFactory(user=mine.user, waiting=True)
    factories.RegistrationFactory(user=mine.user, cancelled=True)
    factories.RegistrationFactory()
    assert {activity.pk for activity in Activity.objects.registered_by(mine.user)} == {
        mine.activity_id,
        waits.activity_id,
    }


def test_organised_by_a_person():
    seat = factories.GroupMembershipFactory(user=factories.teacher())
    of_group = factories.GroupMeetingFactory(working_group=seat.group)
    own = factories.ActivityFactory(created_by=seat.user)
    factories.ActivityFactory()
    assert {one for one in Activity.objects.all() if permissions.organises(seat.user, one)} == {of_group, own}

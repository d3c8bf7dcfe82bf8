"""What is closed to someone whose time in the network is over, though the account is still there."""

import pytest
from django.urls import reverse

from network.activities.actions import planning
from network.activities.models import Activity, Registration
from network.base.models import OutgoingMail
from network.people.audience import Audience
from network.people.models import User
from network.practice.models import PracticeStory
from network.steering.models import FrameworkVersion
from tests import factories
from tests.factories import day

pytestmark = pytest.mark.django_db

LEFT = {"left_on": day(-1)}


def standing_of(user):
    return User.objects.get(pk=user.pk).standing


def gone(user):
    """The same person, whose only membership ended yesterday."""
    user.memberships.update(ends_on=day(-1))
    return User.objects.get(pk=user.pk)


def test_people_of_a_school_that_left_are_no_members():
    standing = standing_of(factories.school_leader(factories.SchoolFactory(**LEFT)))
    assert not standing.is_member
    assert standing.voice_school_ids == standing.roles == frozenset()


def test_school_takes_part_on_its_last_day():
    school = factories.SchoolFactory(left_on=day(0))
    assert standing_of(factories.school_leader(school)).voice_school_ids == {school.pk}


def test_school_that_still_has_to_begin_brings_nobody_yet():
    assert not standing_of(factories.teacher(factories.SchoolFactory(joined_on=day(1)))).is_member


def test_contact_of_a_partner_that_left_is_no_member():
    assert not standing_of(factories.partner_contact(factories.PartnerFactory(**LEFT))).is_member


def test_leader_of_a_school_that_left_reads_no_proposals():
    factories.framework_proposed()
    leader = factories.school_leader(factories.SchoolFactory(**LEFT))
    assert list(FrameworkVersion.objects.visible_to(leader)) == []


def test_colleagues_of_a_school_that_left_are_read_by_nobody_there():
    school = factories.SchoolFactory(**LEFT)
    author, colleague = factories.teacher(school), factories.teacher(school)
    factories.PracticeStoryFactory(author=author, school=school, audience=Audience.MY_SCHOOL)
    assert list(PracticeStory.objects.visible_to(colleague)) == []


def test_who_left_the_network_left_its_groups():
    seat = factories.GroupMembershipFactory()
    meeting = factories.GroupMeetingFactory(working_group=seat.group, audience=Audience.WORKING_GROUP)
    factories.PracticeStoryFactory(working_group=seat.group, audience=Audience.WORKING_GROUP)
    assert list(Activity.objects.visible_to(seat.user)) == [meeting]

    user = gone(seat.user)
    assert list(Activity.objects.visible_to(user)) == []
    assert list(PracticeStory.objects.visible_to(user)) == []


@pytest.mark.parametrize("dates", [{"starts_on": day(1)}, {"ends_on": day(-1)}])
def test_seat_in_a_group_opens_nothing_outside_its_days(dates):
    seat = factories.GroupMembershipFactory(**dates)
    factories.GroupMeetingFactory(working_group=seat.group, audience=Audience.WORKING_GROUP)
    factories.PracticeStoryFactory(working_group=seat.group, audience=Audience.WORKING_GROUP)
    assert list(Activity.objects.visible_to(seat.user)) == []
    assert list(PracticeStory.objects.visible_to(seat.user)) == []


def test_seat_in_a_group_counts_until_a_last_day_to_come():
    seat = factories.GroupMembershipFactory(ends_on=day(3))
    meeting = factories.GroupMeetingFactory(working_group=seat.group, audience=Audience.WORKING_GROUP)
    story = factories.PracticeStoryFactory(working_group=seat.group, audience=Audience.WORKING_GROUP)
    assert list(Activity.objects.visible_to(seat.user)) == [meeting]
    assert list(PracticeStory.objects.visible_to(seat.user)) == [story]


def test_who_left_no_longer_runs_what_they_planned(client_of):
    activity = factories.ActivityFactory(public=True, created_by=factories.teacher())
    registration = factories.RegistrationFactory(activity=activity)
    assert list(Registration.objects.visible_to(activity.created_by)) == [registration]

    user = gone(activity.created_by)
    assert list(Registration.objects.visible_to(user)) == []
    for verb in ("cancel", "invite", "move"):
        assert client_of(user).get(reverse(f"activities:activity_{verb}", args=[activity.slug])).status_code == 403
    for verb in ("activity_participants", "participants_download"):
        assert client_of(user).get(reverse(f"activities:{verb}", args=[activity.slug])).status_code == 404


def test_who_left_no_longer_sees_the_drafts_they_made():
    draft = factories.ActivityFactory(draft=True, created_by=factories.teacher())
    assert list(Activity.objects.visible_to(draft.created_by)) == [draft]
    assert list(Activity.objects.visible_to(gone(draft.created_by))) == []


@pytest.mark.parametrize("asked_by", [factories.InvitationFactory, factories.RegistrationFactory])
def test_who_left_sees_no_more_of_what_they_were_asked_for(client_of, asked_by):
    activity = factories.ActivityFactory()
    user = asked_by(activity=activity, user=factories.teacher()).user
    assert list(Activity.objects.visible_to(user)) == [activity]

    user = gone(user)
    assert list(Activity.objects.visible_to(user)) == []
    assert not client_of(user).get(reverse("dashboard:start")).context["coming"]
    assert b"BEGIN:VEVENT" not in client_of(user).get(reverse("activities:my_calendar")).content


def test_who_left_cannot_register_with_an_old_invitation(client_of):
    """Also for what everyone sees: seats are for people of the network."""
    invitation = factories.InvitationFactory(activity=factories.ActivityFactory(public=True))
    user = gone(invitation.user)

    response = client_of(user).post(reverse("activities:activity_register", args=[invitation.activity.slug]))

    assert response.status_code == 403
    assert not Registration.objects.filter(user=user).exists()


def test_administrator_alone_does_not_take_a_seat(client_of):
    activity = factories.ActivityFactory(public=True)
    admin = factories.InvitationFactory(activity=activity, user=factories.administrator()).user
    assert client_of(admin).post(reverse("activities:activity_register", args=[activity.slug])).status_code == 403


def test_project_lead_without_a_membership_keeps_a_seat_in_a_group():
    lead = factories.project_lead()
    seat = factories.GroupMembershipFactory(user=lead)
    assert list(seat.group.memberships.sitting(on=day(0))) == [seat]


@pytest.mark.parametrize(
    ("dates", "left"), [({}, False), ({"starts_on": day(1)}, False), ({"ends_on": day(-1)}, True), (None, False)]
)
def test_who_belonged_once_and_does_so_no_longer_has_left(dates, left):
    user = factories.UserFactory()
    if dates is not None:
        factories.MembershipFactory(user=user, **dates)
    assert User.objects.get(pk=user.pk).has_left() is left


@pytest.mark.parametrize("is_active", [True, False])
def test_a_closed_account_gets_no_mail_about_activities(now, is_active):
    activity = factories.ThemeMeetingFactory(created_by=factories.project_lead())
    person = factories.RegistrationFactory(activity=activity).user
    User.objects.filter(pk=person.pk).update(is_active=is_active)
    planning.cancel(activity=activity, reason="Ziek", by=activity.created_by, now=now)
    assert OutgoingMail.objects.filter(to_address=person.email).exists() is is_active
    assert User.objects.get(pk=person.pk).has_left() is not is_active


def test_session_ends_with_the_last_place_and_not_with_one_of_two(client_of):
    user = factories.teacher()
    second = factories.MembershipFactory(user=user)
    client = client_of(user)
    user.memberships.exclude(pk=second.pk).update(ends_on=day(-1))
    assert client.get("/mijn-start/").status_code == 200
    user.memberships.update(ends_on=day(-1))
    assert client.get("/mijn-start/").url.startswith("/account/login/")
    # Whoever logs in after that comes to what is one's own.
    assert client_of(User.objects.get(pk=user.pk)).get("/mijn/profiel/").status_code == 200

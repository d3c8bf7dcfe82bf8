"""The one list of what is asked of a person."""

import datetime

import pytest
from django.utils import timezone

from network.activities.models import Activity
from network.base.text import breakable
from network.dashboard.asks import asks_of
from network.people.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def asks(user):
    """What is asked of a person who opens the page now: with the standing of this moment."""
    return asks_of(User.objects.get(pk=user.pk), now=timezone.now())


def asked(user):
    return [ask.title for ask in asks(user)]


def the_ask(user):
    (ask,) = asks(user)
    return ask


@pytest.mark.parametrize("voice", [factories.school_leader, factories.stand_in])
def test_position_is_asked_of_the_voice_of_a_silent_school(voice):
    school = factories.SchoolFactory(name="De Vlier")
    version = factories.FrameworkVersionFactory(proposed=True, number=2, positions_due_on=factories.day(4))
    version.framework.title = "Taalbewust"
    version.framework.save()

    ask = the_ask(voice(school))

    assert (ask.line, ask.title) == ("steering", "Geef het standpunt van De Vlier")
    assert (ask.about, ask.due_on, ask.is_soon) == ("kader “Taalbewust”, versie 2", factories.day(4), True)


def test_position_is_asked_of_nobody_else():
    school = factories.SchoolFactory()
    version = factories.FrameworkVersionFactory(proposed=True)
    factories.FrameworkVersionFactory(adopted=True)
    factories.FrameworkVersionFactory()
    leader = factories.school_leader(school)
    factories.PositionFactory(version=version, school=school)

    everyone = [leader, factories.teacher(school), factories.project_lead(), factories.partner_contact()]
    assert [asked(user) for user in everyone] == [[]] * 4


def test_position_is_not_asked_once_its_last_day_is_over():
    factories.FrameworkVersionFactory(proposed=True, positions_due_on=factories.day(-1))
    last = factories.FrameworkVersionFactory(proposed=True, positions_due_on=factories.day(0))

    assert the_ask(factories.school_leader()).about == f"kader “{last.framework}”, versie 1"


def test_position_is_asked_of_a_leader_of_two_schools_until_both_gave_it():
    one, two = factories.SchoolFactory(name="De Een"), factories.SchoolFactory(name="De Twee")
    leader = factories.school_leader(one)
    factories.MembershipFactory(user=leader, school=two, function="SCHOOL_LEADER")
    version = factories.FrameworkVersionFactory(proposed=True)

    assert asked(leader) == ["Geef het standpunt van De Een"]
    factories.PositionFactory(version=version, school=one)
    assert asked(leader) == ["Geef het standpunt van De Twee"]
    factories.PositionFactory(version=version, school=two)
    assert asked(leader) == []


def test_voice_that_ended_is_not_asked():
    school = factories.SchoolFactory()
    factories.FrameworkVersionFactory(proposed=True)
    former = factories.UserFactory()
    factories.MembershipFactory(user=former, school=school, function="SCHOOL_LEADER", ends_on=factories.day(-1))

    assert asked(former) == []


def test_invitation_is_asked_until_one_answers_or_it_begins():
    user = factories.teacher()
    open_one = factories.InvitationFactory(user=user).activity
    factories.InvitationFactory(user=user, declined_at=timezone.now())
    factories.InvitationFactory(user=user, activity=factories.ThemeMeetingFactory(past=True))
    factories.InvitationFactory(user=user, activity=factories.ThemeMeetingFactory(draft=True))
    factories.InvitationFactory(user=user, activity=factories.ThemeMeetingFactory(cancelled=True))
    registered = factories.InvitationFactory(user=user).activity
    factories.RegistrationFactory(activity=registered, user=user)
    factories.InvitationFactory(activity=open_one)

    ask = the_ask(user)

    assert (ask.line, ask.title) == ("theme_meeting", f"Kom je naar “{open_one.title}”?")
    assert ask.due_on == factories.day(14)


def test_withdrawn_registration_asks_again():
    invitation = factories.InvitationFactory()
    factories.RegistrationFactory(activity=invitation.activity, user=invitation.user, cancelled=True)

    assert len(asked(invitation.user)) == 1


def test_promise_is_asked_of_its_owner_until_done():
    meeting = factories.SteeringMeetingFactory(title="Stuurgroep van mei", past=True)
    item = factories.ActionItemFactory(
        owner=factories.teacher(), title="Bel de zaal", activity=meeting, due_on=factories.day(-2)
    )
    factories.ActionItemFactory(owner=item.owner, done=True)
    factories.ActionItemFactory()

    ask = the_ask(item.owner)

    assert (ask.title, ask.about, ask.does_it) == ("Bel de zaal", "afgesproken bij “Stuurgroep van mei”", True)
    assert ask.when.startswith("was gevraagd vóór ")


def test_plan_that_asks_for_agreement_is_asked_of_the_project_lead_alone():
    group, lead = factories.WorkingGroupFactory(name="Werkgroep Taal"), factories.project_lead()
    author = factories.GroupMembershipFactory(group=group).user
    fields = {"draft": True, "working_group": group, "created_by": author}
    asked_at = {"asked_by": author, "asked_at": timezone.now()}
    plan = factories.ThemeMeetingFactory(**fields, **asked_at)
    factories.ThemeMeetingFactory(**fields, **asked_at, starts_at=factories.moment(-1))
    factories.ThemeMeetingFactory(**fields, starts_at=factories.moment(60))

    ask = the_ask(lead)

    assert (ask.title, ask.about) == (
        f"Bekijk “{plan.title}” en geef je akkoord",
        "plan van Werkgroep Taal, buiten een kader",
    )
    assert asked(factories.school_leader()) == asked(author) == []


def test_own_draft_is_asked_when_its_day_comes_near():
    author = factories.teacher()
    near = factories.ThemeMeetingFactory(draft=True, created_by=author, starts_at=factories.moment(20))
    factories.ThemeMeetingFactory(draft=True, created_by=author, starts_at=factories.moment(80))
    factories.ThemeMeetingFactory(draft=True, created_by=author, starts_at=factories.moment(-3))

    assert asked(author) == [f"Publiceer “{near.title}”: nog niemand ziet het"]


def test_minutes_are_asked_of_whoever_called_the_meeting_and_of_the_lead():
    meeting = factories.SteeringMeetingFactory(past=True, created_by=factories.school_leader())
    factories.SteeringMeetingFactory(past=True, starts_at=factories.moment(-90))
    factories.MinutesFactory(activity__created_by=meeting.created_by)

    title = f"Schrijf het verslag van “{meeting.title}”"
    assert asked(meeting.created_by) == asked(factories.project_lead()) == [title]
    assert the_ask(meeting.created_by).due_on == factories.day(-14 + 7)


def test_attendance_is_asked_while_somebody_is_unknown():
    meeting = factories.ThemeMeetingFactory(past=True)
    factories.RegistrationFactory(activity=meeting, present=True)
    factories.RegistrationFactory(activity=meeting, waiting=True)
    assert asked(meeting.created_by) == []

    factories.RegistrationFactory(activity=meeting)
    assert asked(meeting.created_by) == [f"Noteer wie er was bij “{meeting.title}”"]


def test_endorsement_is_asked_of_the_latest_vision_only():
    school = factories.SchoolFactory(name="De Vlier")
    leader = factories.school_leader(school)
    old = factories.SharedVisionFactory(number=1)
    factories.EndorsementFactory(vision=old, school=school)
    assert asked(leader) == []

    factories.SharedVisionFactory(number=3, draft=True)
    assert asked(leader) == []
    factories.SharedVisionFactory(number=2)
    assert asked(leader) == ["Vertel hoe ver De Vlier is met de gedeelde visie"]


def test_oldest_deadline_comes_first_and_what_has_none_last():
    leader = factories.school_leader()
    factories.SharedVisionFactory()
    factories.ActionItemFactory(title="later", owner=leader, due_on=factories.day(9))
    factories.FrameworkVersionFactory(proposed=True, positions_due_on=factories.day(3))
    factories.ActionItemFactory(title="vroeger", owner=leader, due_on=factories.day(-9))

    asks = asks_of(leader, now=timezone.now())

    assert [ask.due_on for ask in asks] == [factories.day(-9), factories.day(3), factories.day(9), None]


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "was gevraagd vóór zondag 22 november"), (0, "vandaag"), (1, "morgen"), (4, "vóór vrijdag 27 november")],
)
def test_deadline_is_said_in_words(time_machine, days, words):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC))
    item = factories.ActionItemFactory(owner=factories.teacher(), due_on=factories.day(days))

    assert breakable(the_ask(item.owner).when) == words


def test_today_is_the_day_of_the_portal_and_not_of_greenwich(time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC))
    item = factories.ActionItemFactory(owner=factories.teacher(), due_on=datetime.date(2026, 11, 24))

    assert the_ask(item.owner).when == "vandaag"


def test_all_asks_come_in_one_query(django_assert_num_queries):
    leader, now = factories.school_leader(), timezone.now()
    factories.FrameworkVersionFactory(proposed=True)
    factories.InvitationFactory(user=leader)
    for _ in range(20):
        factories.ActionItemFactory(owner=leader)
    asks_of(leader, now=now)

    with django_assert_num_queries(1):
        assert len(asks_of(leader, now=now)) == 22


def test_every_kind_of_activity_can_be_asked_about():
    user = factories.teacher()
    for kind in Activity.Kind.values:
        make = factories.GroupMeetingFactory if kind == "group_meeting" else factories.ActivityFactory
        factories.InvitationFactory(user=user, activity=make(kind=kind))

    assert {ask.line for ask in asks_of(user, now=timezone.now())} == set(Activity.Kind.values)


# Nobody is asked what is no longer theirs to do


def leave(user):
    user.memberships.update(ends_on=factories.day(-1))


def test_nothing_is_asked_of_who_left_the_network():
    user = factories.teacher()
    factories.InvitationFactory(user=user)
    factories.ActivityFactory(draft=True, created_by=user)
    factories.RegistrationFactory(activity=factories.ThemeMeetingFactory(past=True, created_by=user))
    factories.GroupMeetingFactory(past=True, created_by=user)
    factories.ActionItemFactory(owner=user)
    assert len(asked(user)) == 5

    leave(user)
    assert asked(user) == []


def test_minutes_of_the_steering_group_are_not_asked_of_who_no_longer_sits_in_it():
    leader = factories.school_leader()
    meeting = factories.SteeringMeetingFactory(past=True, created_by=leader)
    assert asked(leader) == [f"Schrijf het verslag van “{meeting.title}”"]

    leader.memberships.update(function="TEACHER")
    assert asked(leader) == []

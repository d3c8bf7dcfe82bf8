"""Who comes, inviting, reminding, attendance, and the table to download."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from network.activities import actions
from network.activities.models import Activity, Invitation, Registration
from network.base.models import OutgoingMail
from network.people.models import Membership, User
from network.schools.school_year import SchoolYear
from tests import factories

pytestmark = pytest.mark.django_db


def address(name, activity):
    return reverse(f"activities:{name}", args=[activity.slug])


def names_on(client, activity):
    context = client.get(address("activity_participants", activity)).context
    return {row.user for _name, people in context["by_organisation"] for row in people}


def test_organiser_sees_all_and_a_school_leader_the_own_school(client_of):
    school = factories.SchoolFactory()
    activity = factories.ActivityFactory()
    mine = factories.RegistrationFactory(activity=activity, user=factories.teacher(school))
    other = factories.RegistrationFactory(activity=activity)
    assert names_on(client_of(activity.created_by), activity) == {mine.user, other.user}
    assert names_on(client_of(factories.school_leader(school)), activity) == {mine.user}


def test_leader_of_the_host_school_sees_all(client_of):
    visit = factories.SchoolVisitFactory()
    guest = factories.RegistrationFactory(activity=visit)
    host, leader = factories.school_leader(visit.host_school), factories.school_leader(guest.school)
    assert names_on(client_of(host), visit) == {guest.user}
    pages = [client_of(user).get(address("activity_participants", visit)) for user in (host, leader)]
    assert [page.context["sees_everyone"] for page in pages] == [True, False]


@pytest.mark.parametrize("name", ["activity_participants", "participants_download", "participants_workbook"])
def test_others_do_not_see_who_comes(client_of, name):
    mine = factories.RegistrationFactory(activity=factories.ActivityFactory(public=True))
    assert client_of(mine.user).get(address(name, mine.activity)).status_code == 404
    assert client_of(factories.administrator()).get(address(name, mine.activity)).status_code == 404
    assert client_of().get(address(name, mine.activity)).status_code == 302


def test_page_shows_waiting_people_in_order_and_who_has_not_answered(client_of, now):
    activity = factories.ActivityFactory(capacity=1)
    for person in [factories.teacher() for _ in range(3)]:
        actions.register(activity=activity, user=person, by=person, now=timezone.now())
    silent = factories.InvitationFactory(activity=activity)
    no = factories.InvitationFactory(activity=activity, declined_at=now)
    factories.InvitationFactory(activity=activity, user=activity.registrations.confirmed().get().user)
    context = client_of(activity.created_by).get(address("activity_participants", activity)).context
    assert context["waiting"] == list(activity.registrations.waiting())
    assert (list(context["unanswered"]), list(context["declined"])) == ([silent], [no])


def test_participants_cost_the_same_for_many(client_of, same_queries):
    activity = factories.ActivityFactory()
    client = client_of(activity.created_by)

    def add():
        factories.RegistrationFactory(activity=activity)
        factories.InvitationFactory(activity=activity)

    same_queries(lambda: client.get(address("activity_participants", activity)), add)


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_download_neutralises_formulas_and_hides_mail_from_a_school_leader(client_of):
    school = factories.SchoolFactory(name="@School")
    teacher = factories.teacher(school, given_name="=HYPERLINK(1)", family_name="+Jansen", language="en")
    activity = factories.RegistrationFactory(activity=factories.ActivityFactory(), user=teacher).activity
    response = client_of(activity.created_by).get(address("participants_download", activity))
    assert response["Content-Disposition"] == f'attachment; filename="{activity.slug}.csv"'
    [header, row] = rows_of(response)
    assert row[:3] == ["'=HYPERLINK(1)", "'+Jansen", "'@School"]
    assert row[-1] == teacher.email
    assert len(header) == len(row) == 6
    [_header, row] = rows_of(client_of(factories.school_leader(school)).get(address("participants_download", activity)))
    assert teacher.email not in row


def test_workbook_has_the_same_rows_for_the_same_people(client_of):
    school = factories.SchoolFactory()
    activity = factories.RegistrationFactory(
        activity=factories.ActivityFactory(), user=factories.teacher(school, given_name="=1+1", language="en")
    ).activity
    for person in [activity.created_by, factories.school_leader(school)]:
        client = client_of(person)
        response = client.get(address("participants_workbook", activity))
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        lines = [[cell or "" for cell in line] for line in sheet.values]
        assert lines == rows_of(client.get(address("participants_download", activity)))


# Inviting


def test_invite_shows_how_many_before_it_sends(client_of):
    school = factories.SchoolFactory()
    teachers = [factories.teacher(school) for _ in range(2)]
    leader, _other = factories.school_leader(school), factories.teacher()
    activity = factories.ActivityFactory()
    factories.RegistrationFactory(activity=activity, user=teachers[0])
    client = client_of(activity.created_by)
    choice = {"schools": [school.pk], "functions": ["TEACHER", "SCHOOL_LEADER"]}
    response = client.get(address("activity_invite", activity), choice)
    assert set(response.context["people"]) == {teachers[1], leader}
    assert not Invitation.objects.exists()
    client.post(address("activity_invite", activity), choice)
    assert set(Invitation.objects.values_list("user", flat=True)) == {teachers[1].pk, leader.pk}
    assert set(OutgoingMail.objects.values_list("to_address", flat=True)) == {teachers[1].email, leader.email}
    client.post(address("activity_invite", activity), choice)
    assert OutgoingMail.objects.count() == 2


def test_invite_the_circle_of_a_meeting(client_of):
    leader, _teacher = factories.school_leader(), factories.teacher()
    meeting = factories.SteeringMeetingFactory()
    client = client_of(meeting.created_by)
    client.post(address("activity_invite", meeting), {"circle": "on"})
    assert Invitation.objects.get().user == leader
    assert (
        "circle"
        not in client.get(address("activity_invite", factories.ActivityFactory(created_by=meeting.created_by)))
        .context["form"]
        .fields
    )


def test_invite_partners(client_of):
    contact = factories.partner_contact()
    activity = factories.ActivityFactory()
    choice = {"partners": [contact.memberships.get().partner_id]}
    client_of(activity.created_by).post(address("activity_invite", activity), choice)
    assert Invitation.objects.get().user == contact


@pytest.mark.parametrize(("choice", "field"), [({"functions": ["TEACHER"]}, "schools"), ({"functions": []}, "__all__")])
def test_invite_nobody_says_what_is_missing(client_of, choice, field):
    activity = factories.ActivityFactory()
    response = client_of(activity.created_by).post(address("activity_invite", activity), choice)
    assert list(response.context["form"].errors) == [field]


def test_invited_person_sees_what_the_ladder_keeps_from_others(client_of):
    invitation = factories.InvitationFactory(
        activity=factories.SteeringMeetingFactory(), user=factories.partner_contact()
    )
    client = client_of(invitation.user)
    response = client.get(invitation.activity.get_absolute_url())
    assert response.context["card"].state == "open"
    client.post(reverse("activities:activity_register", args=[invitation.activity.slug]))
    assert Registration.objects.get().user == invitation.user


def test_steering_meeting_is_not_for_everyone_who_sees_it(client_of):
    meeting = factories.SteeringMeetingFactory()
    states = {
        who.__name__: client_of(who()).get(meeting.get_absolute_url()).context["card"].state
        for who in [factories.teacher, factories.stand_in, factories.school_leader, factories.project_lead]
    }
    assert states == {"teacher": "not_for_you", "stand_in": "open", "school_leader": "open", "project_lead": "open"}


def test_group_meeting_is_for_its_members(client_of):
    seat = factories.GroupMembershipFactory()
    meeting = factories.GroupMeetingFactory(working_group=seat.group)
    assert client_of(seat.user).get(meeting.get_absolute_url()).context["card"].state == "open"
    assert client_of(factories.teacher()).get(meeting.get_absolute_url()).context["card"].state == "not_for_you"


# Reminding


def test_remind_asks_the_silent_ones_once_a_day(client_of, now):
    activity = factories.ActivityFactory()
    silent = factories.InvitationFactory(activity=activity)
    factories.InvitationFactory(activity=activity, declined_at=now)
    client = client_of(activity.created_by)
    text = client.get(address("activity_remind", activity)).content.decode()
    assert str(silent.user) in text
    for _ in range(2):
        client.post(address("activity_remind", activity))
    assert list(OutgoingMail.objects.values_list("to_address", flat=True)) == [silent.user.email]


def test_answers_are_counted(now):
    activity = factories.InvitationFactory().activity
    factories.InvitationFactory(activity=activity, declined_at=now)
    came = factories.InvitationFactory(activity=activity)
    factories.RegistrationFactory(activity=activity, user=came.user)
    quiet = factories.ActivityFactory()
    counted = {
        row.pk: (row.people_invited, row.people_declined, row.people_unanswered)
        for row in Activity.objects.with_answers()
    }
    assert counted == {activity.pk: (3, 1, 1), quiet.pk: (0, 0, 0)}


def test_open_invitations_of_a_person(now):
    invitation = factories.InvitationFactory()
    user = invitation.user
    for fields in [{"past": True}, {"cancelled": True}]:
        factories.InvitationFactory(user=user, activity=factories.ActivityFactory(**fields))
    factories.InvitationFactory(user=user, declined_at=now)
    assert list(Invitation.objects.of(user).open(now=now)) == [invitation]
    factories.RegistrationFactory(user=user, activity=invitation.activity)
    assert not Invitation.objects.of(user).open(now=now).exists()


# Attendance


def test_attendance_is_noted_and_can_be_corrected(client_of):
    activity = factories.ActivityFactory(past=True)
    there, away = (factories.RegistrationFactory(activity=activity) for _ in range(2))
    waited = factories.RegistrationFactory(activity=activity, waiting=True)
    stranger = factories.RegistrationFactory(activity=factories.ActivityFactory(past=True))
    client = client_of(activity.created_by)
    client.post(address("activity_attendance", activity), {"present": [there.pk, waited.pk, stranger.pk, "x"]})
    noted = dict(Registration.objects.values_list("pk", "was_present"))
    assert noted == {there.pk: True, away.pk: False, waited.pk: None, stranger.pk: None}
    client.post(address("activity_attendance", activity), {"present": [away.pk]})
    assert dict(activity.registrations.confirmed().values_list("pk", "was_present")) == {there.pk: False, away.pk: True}


def test_attendance_before_the_start_is_refused(now):
    activity = factories.RegistrationFactory().activity
    with pytest.raises(actions.NotBegun):
        actions.note_attendance(activity=activity, present=set(), by=activity.created_by, now=now)


# Figures


def test_participation_per_school_counts_what_goes_on():
    school = factories.SchoolFactory()
    teacher = factories.teacher(school)
    year = SchoolYear.of(timezone.localdate())
    soon = {"starts_at": year.starts_at + datetime.timedelta(days=60)}
    held, other = factories.ThemeMeetingFactory(**soon), factories.ThemeMeetingFactory(**soon)
    for activity in [held, other]:
        factories.RegistrationFactory(activity=activity, user=teacher)
    factories.RegistrationFactory(activity=held, user=factories.teacher(school))
    factories.RegistrationFactory(activity=held, user=factories.teacher(school), waiting=True)
    factories.RegistrationFactory(activity=factories.ActivityFactory(cancelled=True, **soon), user=teacher)
    factories.RegistrationFactory(activity=factories.ActivityFactory(starts_at=year.previous.starts_at), user=teacher)
    counted = Registration.objects.counting().in_school_year(year).of_kind(Activity.Kind.THEME_MEETING)
    assert counted.per_school() == {school.pk: (2, 3)}
    assert counted.per_school_and_activity() == {(held.pk, school.pk): 2, (other.pk, school.pk): 1}


def test_activities_per_line():
    factories.ThemeMeetingFactory()
    factories.ThemeMeetingFactory(draft=True)
    factories.SchoolVisitFactory(cancelled=True)
    factories.ActivityFactory()
    assert Activity.objects.per_line() == {"theme_meeting": 1, "network_day": 1}


def test_registration_counts_for_the_first_of_several_schools(now):
    first, second = factories.SchoolFactory(), factories.SchoolFactory()
    user = factories.teacher(first)
    factories.MembershipFactory(
        user=user, school=second, starts_on=factories.day(-10), function=Membership.Function.TEACHER
    )
    registration = actions.register(activity=factories.ActivityFactory(), user=user, by=user, now=now)
    assert registration.school == first


# Taking an invitation back


def take_back(client, invitation):
    return client.post(
        reverse("activities:invitation_take_back", args=[invitation.activity.slug, invitation.pk]), follow=True
    )


def test_invitation_taken_back_is_gone_and_told(client_of):
    invitation = factories.InvitationFactory(activity=factories.ThemeMeetingFactory(title="Lezen doe je samen"))
    page = take_back(client_of(factories.project_lead()), invitation).content.decode()
    assert not Invitation.objects.exists()
    assert f"{invitation.user} is niet meer uitgenodigd" in page
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.subject) == (
        invitation.user.email,
        "Je bent niet meer uitgenodigd: Lezen doe je samen",
    )
    assert "Je hoeft niet te komen" in mail.text


def test_invitation_that_was_answered_is_not_taken_back(client_of):
    """Pressed twice, or pressed while the person said yes."""
    invitation = factories.InvitationFactory()
    factories.RegistrationFactory(activity=invitation.activity, user=invitation.user)
    page = take_back(client_of(factories.project_lead()), invitation).content.decode()
    assert "heeft intussen geantwoord" in page
    assert (Invitation.objects.count(), OutgoingMail.objects.count()) == (1, 0)


def test_whoever_was_taken_back_can_be_invited_again(client_of):
    invitation = factories.InvitationFactory()
    take_back(client_of(factories.project_lead()), invitation)
    people = User.objects.filter(pk=invitation.user_id)
    assert list(actions.not_asked_yet(invitation.activity, people)) == [invitation.user]

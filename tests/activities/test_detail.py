"""The page of an activity: what it says and offers to whom."""

import datetime

import pytest
from django.urls import reverse

from network.activities.models import Registration
from network.base.models import OutgoingMail
from network.people.audience import Audience
from tests import factories
from tests.outbox import outbox

pytestmark = pytest.mark.django_db


def page(client, activity):
    response = client.get(activity.get_absolute_url())
    assert response.status_code == 200
    return response


def state_for(client, activity):
    return page(client, activity).context["card"].state


def address(verb, activity):
    return reverse(f"activities:activity_{verb}", args=[activity.slug])


def make(**fields):
    return factories.ActivityFactory(public=True, **fields)


def test_visitor_is_asked_to_log_in_and_comes_back(client_of):
    activity = make()
    text = page(client_of(), activity).content.decode()
    assert f'href="{reverse("account_login")}?next={activity.get_absolute_url()}"' in text
    assert address("register", activity) not in text


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "open"),
        ({"capacity": 1}, "open"),
        ({"cancelled": True}, "cancelled"),
        ({"past": True}, "over"),
    ],
)
def test_state_for_a_teacher(client_of, fields, state):
    assert state_for(client_of(factories.teacher()), make(**fields)) == state


def test_state_while_it_goes_on(client_of, now):
    activity = make(starts_at=now.replace(minute=0), ends_at=factories.moment(1))
    assert state_for(client_of(factories.teacher()), activity) == "begun"


def test_full_activity_offers_the_waiting_list(client_of):
    activity = make(capacity=1)
    factories.RegistrationFactory(activity=activity)
    response = page(client_of(factories.teacher(language="en")), activity)
    assert response.context["card"].state == "full"
    assert "Put me on the waiting list" in response.content.decode()


def test_register_with_one_click(client_of):
    teacher, activity = factories.teacher(language="en"), make()
    client = client_of(teacher)
    response = client.post(address("register", activity), follow=True)
    assert response.redirect_chain == [(activity.get_absolute_url(), 302)]
    assert response.context["card"].state == "registered"
    assert "You get a mail with the date for your calendar." in response.content.decode()
    [mail] = outbox()
    assert (mail.to_address, mail.calendar_method) == (teacher.email, "REQUEST")
    assert f"http://portaal.example{activity.get_absolute_url()}" in mail.text
    assert f"http://portaal.example{activity.get_absolute_url()}" in mail.html


def test_register_by_a_double_click_is_friendly(client_of):
    client, activity = client_of(factories.teacher()), make()
    for _ in range(2):
        assert client.post(address("register", activity)).status_code == 302
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1


def test_reading_the_page_to_register_registers_nobody(client_of):
    activity = make()
    assert client_of(factories.teacher()).get(address("register", activity)).status_code == 200
    assert not Registration.objects.exists()


def test_register_after_the_start_says_so_and_changes_nothing(client_of):
    activity = make(past=True)
    response = client_of(factories.teacher(language="en")).post(address("register", activity), follow=True)
    assert "This activity has already begun" in response.content.decode()
    assert not Registration.objects.exists()


def test_administrator_cannot_register(client_of):
    activity = make()
    client = client_of(factories.administrator())
    assert state_for(client, activity) == "not_for_you"
    assert client.post(address("register", activity)).status_code == 403


def test_waiting_person_sees_the_place_in_line(client_of):
    activity = make(capacity=1)
    factories.RegistrationFactory(activity=activity)
    teachers = [factories.teacher(language="en") for _ in range(2)]
    for teacher in teachers:
        client_of(teacher).post(address("register", activity))
    response = page(client_of(teachers[1]), activity)
    assert (response.context["card"].state, response.context["card"].place_in_line) == ("waiting", 2)
    assert "You are number 2 in line" in response.content.decode()


def test_withdraw_asks_first_and_then_does_it(client_of):
    mine = factories.RegistrationFactory(activity=make())
    client = client_of(mine.user)
    assert client.get(address("withdraw", mine.activity)).status_code == 200
    mine.refresh_from_db()
    assert mine.is_confirmed
    response = client.post(address("withdraw", mine.activity), follow=True)
    mine.refresh_from_db()
    assert mine.state == Registration.State.CANCELLED
    assert response.context["card"].state == "open"


def test_withdraw_by_hand_over_to_a_colleague(client_of):
    school = factories.SchoolFactory()
    mine = factories.RegistrationFactory(activity=make(capacity=1), user=factories.teacher(school))
    colleague = factories.teacher(school)
    client_of(mine.user).post(address("withdraw", mine.activity), {"colleague": colleague.pk})
    assert list(mine.activity.registrations.confirmed().values_list("user", flat=True)) == [colleague.pk]


def test_withdraw_offers_colleagues_of_the_own_school_alone(client_of):
    school = factories.SchoolFactory()
    mine = factories.RegistrationFactory(activity=make(), user=factories.teacher(school))
    colleague, _stranger = factories.teacher(school), factories.teacher()
    form = client_of(mine.user).get(address("withdraw", mine.activity)).context["form"]
    assert list(form.fields["colleague"].queryset) == [colleague]


def test_withdraw_without_a_registration_goes_back_to_the_page(client_of):
    activity = make()
    response = client_of(factories.teacher()).post(address("withdraw", activity))
    assert (response.status_code, response.url) == (302, activity.get_absolute_url())


def test_withdraw_on_the_waiting_list_keeps_no_place_for_a_colleague(client_of):
    school = factories.SchoolFactory()
    activity = make(capacity=1)
    factories.RegistrationFactory(activity=activity)
    waits = factories.RegistrationFactory(activity=activity, user=factories.teacher(school), waiting=True)
    factories.teacher(school)
    form = client_of(waits.user).get(address("withdraw", activity)).context["form"]
    assert "colleague" not in form.fields


def test_online_link_is_for_those_with_a_place(client_of, now):
    activity = make(online_link="https://video.example/kamer-7", starts_at=now + datetime.timedelta(hours=5))
    mine = factories.RegistrationFactory(activity=activity)
    assert "kamer-7" in page(client_of(mine.user), activity).content.decode()
    assert "kamer-7" not in page(client_of(factories.teacher()), activity).content.decode()
    assert "kamer-7" not in page(client_of(), activity).content.decode()


@pytest.mark.parametrize("audience", [Audience.ONLY_ME, Audience.SCHOOLS, Audience.FUNDERS])
def test_visitor_signs_in_for_what_is_not_public(client_of, audience):
    activity = factories.ActivityFactory(audience=audience)
    for name in ["detail", "calendar"]:
        assert client_of().get(address(name, activity)).url.startswith(reverse("account_login"))


def test_a_line_with_a_room_of_its_own_has_its_page_there(client_of):
    meeting = factories.ThemeMeetingFactory(public=True)
    response = client_of().get(address("detail", meeting))
    assert (response.status_code, response.url) == (302, f"/themabijeenkomsten/{meeting.slug}/")


def test_decline_an_invitation_and_change_ones_mind(client_of):
    invitation = factories.InvitationFactory(activity=make(), user=factories.teacher(language="en"))
    client = client_of(invitation.user)
    client.post(reverse("activities:invitation_decline", args=[invitation.pk]))
    assert "You said that you cannot come." in page(client, invitation.activity).content.decode()
    client.post(address("register", invitation.activity))
    invitation.refresh_from_db()
    assert invitation.declined_at is None


def test_decline_is_for_the_invited_alone(client_of):
    invitation = factories.InvitationFactory()
    client = client_of(factories.teacher())
    assert client.post(reverse("activities:invitation_decline", args=[invitation.pk])).status_code == 404


def test_calendar_file_of_one_activity(client_of):
    activity = make()
    response = client_of().get(address("calendar", activity))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{activity.slug}.ics"'
    assert "METHOD:PUBLISH" in response.content.decode()


def test_my_calendar_has_what_i_registered_for(client_of):
    mine = factories.RegistrationFactory(activity=make())
    factories.RegistrationFactory(activity=make(past=True), user=mine.user)
    factories.RegistrationFactory(activity=make(), user=mine.user, cancelled=True)
    factories.RegistrationFactory(activity=make())
    text = client_of(mine.user).get(reverse("activities:my_calendar")).content.decode()
    assert [line for line in text.splitlines() if line.startswith("UID")] == [f"UID:{mine.activity.calendar_uid}"]


def test_my_calendar_asks_to_log_in(client_of):
    assert client_of().get(reverse("activities:my_calendar")).status_code == 302


def test_detail_costs_the_same_however_many_come(client_of, same_queries):
    school = factories.SchoolFactory()
    activity = make(capacity=100, kept_per_school=1, kept_until=factories.moment(7))
    teacher = factories.teacher(school)
    factories.RegistrationFactory(activity=activity, user=teacher)
    client = client_of(teacher)
    cost = same_queries(
        lambda: client.get(activity.get_absolute_url()), lambda: factories.RegistrationFactory(activity=activity)
    )
    assert cost <= 15  # of which five tell its place in the thread


@pytest.mark.parametrize(
    ("fields", "is_asked"),
    [
        ({}, True),
        ({"present": True}, True),
        ({"present": True, "was_present": False}, False),
        ({"waiting": True}, False),
    ],
)
def test_who_was_there_is_asked_for_a_story(client_of, fields, is_asked):
    activity = make(past=True)
    mine = factories.RegistrationFactory(activity=activity, **fields)
    link = f'href="{reverse("practice:story_write")}?activity={activity.slug}"'
    assert (link in page(client_of(mine.user), activity).content.decode()) == is_asked


def test_who_is_coming_is_not_asked_for_a_story_yet(client_of):
    mine = factories.RegistrationFactory(activity=make())
    assert reverse("practice:story_write") + "?" not in page(client_of(mine.user), mine.activity).content.decode()


def test_take_a_colleague_along_from_the_page(client_of):
    mine = factories.RegistrationFactory(activity=make(), school=factories.SchoolFactory())
    colleague = factories.teacher(factories.SchoolFactory())
    teacher = factories.teacher(colleague.memberships.get().school)
    factories.RegistrationFactory(activity=mine.activity, user=teacher)
    client, path = client_of(teacher), reverse("activities:colleague_take_along", args=[mine.activity.slug])
    assert path in page(client, mine.activity).content.decode()
    choices = client.get(path).context["form"].fields["colleague"].queryset
    assert list(choices) == [colleague]
    response = client.post(path, {"colleague": colleague.pk})
    assert response.url == mine.activity.get_absolute_url()
    assert mine.activity.registrations.get(user=colleague).registered_by == teacher


def test_a_stranger_cannot_be_taken_along(client_of):
    activity, stranger = make(), factories.teacher()
    client = client_of(factories.teacher())
    response = client.post(reverse("activities:colleague_take_along", args=[activity.slug]), {"colleague": stranger.pk})
    assert response.status_code == 200
    assert not activity.registrations.exists()


def test_the_project_lead_gives_a_place_from_the_list(client_of):
    waits = factories.RegistrationFactory(activity=make(capacity=1), waiting=True)
    client = client_of(factories.project_lead())
    path = reverse("activities:place_give", args=[waits.activity.slug, waits.pk])
    people = reverse("activities:activity_participants", args=[waits.activity.slug])
    assert path in client.get(people).content.decode()
    assert client.post(path, {"reason": ""}).status_code == 200
    assert client.post(path, {"reason": "Zij leidt een ronde."}).url == people
    assert "Zij leidt een ronde." in client.get(people).content.decode()
    assert client.get(path).status_code == 404

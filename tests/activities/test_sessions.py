"""Rounds with sessions beside each other: made, chosen, full, left out, copied, passed on."""

import io

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from network.activities import actions
from network.activities.copying import copy_parts
from network.activities.models import Choice, Registration, Round, Session
from network.activities.sessions import lists_of
from network.base.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db


def address(verb, activity, *args):
    return reverse(f"activities:{verb}", args=[activity.slug, *args])


def chosen(registration):
    return list(Choice.objects.filter(registration=registration).order_by("round").values_list("session", flat=True))


def taken(session):
    return Session.objects.get(pk=session.pk).seats_taken


@pytest.fixture
def activity():
    return factories.ThemeMeetingFactory(capacity=10)


@pytest.fixture
def round(activity):
    return factories.RoundFactory(activity=activity)


@pytest.fixture
def sessions(round):
    return [factories.SessionFactory(round=round, capacity=2) for _ in range(2)]


@pytest.fixture
def mine(activity):
    return factories.RegistrationFactory(activity=activity)


# Choosing


def test_place_is_certain_first_and_then_one_chooses(client_of, activity, sessions):
    user = factories.teacher()
    client, page = client_of(user), address("my_sessions", activity)
    response = client.post(address("activity_register", activity))
    registration = activity.registrations.get()
    assert (response.status_code, response.url, registration.is_confirmed) == (302, page, True)
    assert sessions[0].title in client.get(page).content.decode()

    client.post(page, {f"round_{sessions[0].round_id}": sessions[1].pk})
    assert (chosen(registration), taken(sessions[0]), taken(sessions[1])) == ([sessions[1].pk], 0, 1)
    assert "jouw keuze" in client.get(activity.get_absolute_url()).content.decode()


def test_without_sessions_one_is_back_on_the_page(client_of, activity, round):
    response = client_of(factories.teacher()).post(address("activity_register", activity))
    assert response.url == activity.get_absolute_url()


def test_choice_changes_until_the_last_moment_to_register(client_of, activity, sessions, mine):
    client, page = client_of(mine.user), address("my_sessions", activity)
    name = f"round_{sessions[0].round_id}"
    client.post(page, {name: sessions[0].pk})
    client.post(page, {name: sessions[1].pk})
    assert (chosen(mine), taken(sessions[0])) == ([sessions[1].pk], 0)

    activity.register_until = factories.moment(-1)
    activity.save()
    client.post(page, {name: sessions[0].pk})
    assert chosen(mine) == [sessions[1].pk]
    response = client.get(page)
    assert not response.context["can_change"]
    assert sessions[1].title in response.content.decode()


def test_choosing_nothing_gives_the_place_back(client_of, activity, sessions, mine):
    factories.ChoiceFactory(registration=mine, session=sessions[0])
    client_of(mine.user).post(address("my_sessions", activity), {f"round_{sessions[0].round_id}": ""})
    assert (chosen(mine), taken(sessions[0])) == ([], 0)


def test_full_session_is_refused_and_the_earlier_choice_stands(client_of, activity, sessions, mine, now):
    factories.ChoiceFactory(registration=mine, session=sessions[1])
    for _ in range(2):
        factories.ChoiceFactory(session=sessions[0])
    with pytest.raises(actions.SessionFull):
        actions.choose(registration=mine, sessions=[sessions[0].pk], now=now)
    assert (chosen(mine), taken(sessions[0]), taken(sessions[1])) == ([sessions[1].pk], 2, 1)

    response = client_of(mine.user).post(
        address("my_sessions", activity), {f"round_{sessions[0].round_id}": sessions[0].pk}
    )
    form = response.context["form"]
    assert list(form.errors) == [f"round_{sessions[0].round_id}"]
    assert sessions[0].title in form.fields[f"round_{sessions[0].round_id}"].help_text


def test_whoever_waits_chooses_once_there_is_a_place(client_of, activity, sessions, now):
    waiting = factories.RegistrationFactory(activity=activity, waiting=True)
    with pytest.raises(actions.NoPlaceYet):
        actions.choose(registration=waiting, sessions=[sessions[0].pk], now=now)
    assert client_of(waiting.user).get(address("my_sessions", activity)).url == activity.get_absolute_url()


def test_session_of_another_meeting_cannot_be_chosen(mine, now):
    other = factories.SessionFactory()
    with pytest.raises(actions.SessionGone):
        actions.choose(registration=mine, sessions=[other.pk], now=now)


def test_after_the_start_nothing_changes(sessions, mine):
    with pytest.raises(actions.HasBegun):
        actions.choose(registration=mine, sessions=[sessions[0].pk], now=mine.activity.starts_at)


def test_withdrawing_leaves_the_sessions(sessions, mine, now):
    factories.ChoiceFactory(registration=mine, session=sessions[0])
    actions.withdraw(registration=mine, by=mine.user, now=now)
    assert (chosen(mine), taken(sessions[0])) == ([], 0)


@pytest.mark.parametrize("was_waiting", [False, True])
def test_place_passed_on_takes_its_sessions_along(activity, now, was_waiting):
    school = factories.SchoolFactory()
    session = factories.SessionFactory(round__activity=activity, capacity=1)
    mine = factories.RegistrationFactory(activity=activity, user=factories.teacher(school), school=school)
    colleague = factories.teacher(school)
    if was_waiting:
        factories.RegistrationFactory(activity=activity, user=colleague, school=school, waiting=True)
    factories.ChoiceFactory(registration=mine, session=session)

    theirs = actions.hand_over(registration=mine, colleague=colleague, by=mine.user, now=now)
    assert theirs.is_confirmed
    assert (chosen(mine), chosen(theirs), taken(session)) == ([], [session.pk], 1)


# The database


def test_database_refuses_the_place_that_there_is_not(sessions):
    for _ in range(2):
        factories.ChoiceFactory(session=sessions[0])
    with pytest.raises(IntegrityError, match="session_seats_within_capacity"), transaction.atomic():
        factories.ChoiceFactory(session=sessions[0])
    with pytest.raises(IntegrityError, match="session_seats_within_capacity"), transaction.atomic():
        Session.objects.filter(pk=sessions[0].pk).update(capacity=1)
    assert taken(sessions[0]) == 2


def test_count_cannot_be_written_by_hand(sessions):
    factories.ChoiceFactory(session=sessions[0])
    Session.objects.filter(pk=sessions[0].pk).update(seats_taken=0)
    assert (taken(sessions[0]), Session.objects.create(round=sessions[0].round, title="a", seats_taken=7).pk > 0) == (
        1,
        True,
    )
    assert taken(Session.objects.get(title="a")) == 0


def test_moving_a_choice_counts_in_both_sessions(sessions):
    choice = factories.ChoiceFactory(session=sessions[0])
    Choice.objects.filter(pk=choice.pk).update(session=sessions[1])
    assert [taken(each) for each in sessions] == [0, 1]


@pytest.mark.parametrize("wrong", ["waiting", "other meeting", "other round"])
def test_choice_belongs_to_a_place_in_the_same_meeting(activity, sessions, wrong):
    registration = factories.RegistrationFactory(activity=activity, waiting=wrong == "waiting")
    if wrong == "other meeting":
        registration = factories.RegistrationFactory()
    fields = {"round": factories.RoundFactory(activity=activity)} if wrong == "other round" else {}
    with pytest.raises(IntegrityError, match="choice_belongs_together"):
        factories.ChoiceFactory(registration=registration, session=sessions[0], **fields)


def test_confirmed_that_becomes_anything_else_leaves_its_sessions_by_any_road(sessions, mine):
    factories.ChoiceFactory(registration=mine, session=sessions[0])
    Registration.objects.filter(pk=mine.pk).update(state="waiting")
    assert (chosen(mine), taken(sessions[0])) == ([], 0)


# Making them


def test_organiser_makes_rounds_and_sessions(client_of, activity):
    client = client_of(activity.created_by)
    activity.starts_at, activity.ends_at = factories.moment(14, hour=15), factories.moment(14, hour=17)
    activity.save()
    client.post(address("round_add", activity), {"title": "Eerste ronde", "begins": "15:30", "ends": "16:15"})
    made = Round.objects.get()
    assert (made.title, made.begins_after, made.lasts) == ("Eerste ronde", 30, 45)

    data = {"title": "Lezen", "led_by": "Anouk", "room": "2.04", "capacity": "12", "summary": ""}
    client.post(address("session_add", activity, made.pk), data)
    session = Session.objects.get()
    assert (session.round, session.title, session.room, session.capacity) == (made, "Lezen", "2.04", 12)
    client.post(address("session_edit", activity, session.pk), {**data, "room": "2.05"})
    assert Session.objects.get().room == "2.05"


@pytest.mark.parametrize(("begins", "ends", "field"), [("16:00", "15:30", "ends"), ("14:00", "15:30", "begins")])
def test_round_lies_within_the_hours(client_of, activity, begins, ends, field):
    activity.starts_at, activity.ends_at = factories.moment(14, hour=15), factories.moment(14, hour=17)
    activity.save()
    client = client_of(activity.created_by)
    response = client.post(address("round_add", activity), {"title": "Ronde", "begins": begins, "ends": ends})
    assert list(response.context["form"].errors) == [field]
    assert not Round.objects.exists()


def test_fewer_places_than_people_is_refused_with_the_number(client_of, activity, sessions):
    for _ in range(2):
        factories.ChoiceFactory(session=sessions[0])
    client, page = client_of(activity.created_by), address("session_edit", activity, sessions[0].pk)
    response = client.post(page, {"title": "Typte ik", "capacity": "1"})
    assert "2 mensen kozen deze sessie" in response.content.decode()
    assert "Typte ik" in response.content.decode()
    assert Session.objects.get(pk=sessions[0].pk).capacity == 2
    sessions[0].capacity = 1
    with pytest.raises(actions.FewerThanChose):
        actions.save_session(session=sessions[0])


def test_session_left_out_tells_who_chose_it(client_of, activity, sessions, mine):
    factories.ChoiceFactory(registration=mine, session=sessions[0])
    client, page = client_of(activity.created_by), address("session_drop", activity, sessions[0].pk)
    assert "1 persoon" in client.get(page).content.decode()
    client.post(page)
    mail = OutgoingMail.objects.get()
    assert mail.to_address == mine.user.email
    assert sessions[0].title in mail.text
    assert list(Session.objects.all()) == [sessions[1]]
    mine.refresh_from_db()
    assert mine.is_confirmed


def test_round_with_sessions_stays(client_of, activity, round, sessions):
    client, page = client_of(activity.created_by), address("round_drop", activity, round.pk)
    client.post(page)
    assert Round.objects.count() == 1
    Session.objects.all().delete()
    client.post(page)
    assert Round.objects.count() == 0


def test_copy_has_the_rounds_without_the_choices(activity, sessions):
    factories.ChoiceFactory(session=sessions[0])
    copy = factories.ThemeMeetingFactory()
    copy_parts(activity, copy)
    copied = Session.objects.filter(round__activity=copy).order_by("pk")
    assert list(copied.values_list("title", "led_by", "room", "capacity", "seats_taken")) == [
        (each.title, each.led_by, each.room, 2, 0) for each in sessions
    ]
    assert not Choice.objects.filter(round__activity=copy).exists()


def test_thrown_away_draft_takes_its_rounds_along():
    draft = factories.ThemeMeetingFactory(draft=True)
    factories.SessionFactory(round__activity=draft)
    actions.discard(activity=draft)
    assert not Session.objects.exists()


# Lists


def test_lists_tell_who_is_where_and_who_has_not_chosen(client_of, activity, round, sessions, mine):
    choice = factories.ChoiceFactory(session=sessions[0])
    factories.RegistrationFactory(activity=activity, waiting=True)
    (lists,) = lists_of(activity)
    assert [each.registrations for each in lists.sessions] == [[choice.registration], []]
    assert lists.undecided == [mine]
    page = client_of(activity.created_by).get(address("session_lists", activity)).content.decode()
    assert str(choice.registration.user) in page


def test_spreadsheet_has_a_column_for_each_round(client_of, activity, round, sessions):
    sessions[0].title = "=1+1"
    sessions[0].save()
    factories.ChoiceFactory(session=sessions[0])
    response = client_of(activity.created_by).get(address("participants_workbook", activity))
    header, row = openpyxl.load_workbook(io.BytesIO(response.content)).active.values
    assert dict(zip(header, row, strict=True))[round.title] == "'=1+1"

"""The offices of the network: giving and ending them, and handing over the project in one step."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from network.base.models import OutgoingMail
from network.membership.models import HandOver
from network.membership.tasks import carry_out_hand_overs
from network.people.models import Appointment, User
from tests import factories as make
from tests.factories import PASSWORD, day

pytestmark = pytest.mark.django_db

OFFICES, HAND_OVER = "/leden/rollen/", "/leden/rollen/overdragen/"
ADMINISTRATOR = "/leden/rollen/beheerder/"
EVERYTHING = {"moves_action_items": "on", "moves_agenda_items": "on", "moves_drafts": "on"}


def end_of(appointment):
    return reverse("membership:office_end", args=[appointment.pk])


@pytest.fixture
def known(client_of):
    """`known(person)`: a browser in which this person just gave the password once more."""

    def confirmed(person):
        client = client_of(person)
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        return client

    return confirmed


@pytest.fixture
def lead():
    return make.project_lead()


def holders(office="PROJECT_LEAD", *, on=None):
    return set(User.objects.holding(office, on=on or day()))


def hand_over(client, receiver, starts_on=None, **changes):
    data = {"receiver": receiver.pk, "starts_on": starts_on or day(), "sure": "1", **changes}
    return client.post(HAND_OVER, data)


# Handing over


def test_the_office_goes_over_in_one_step(known, lead):
    successor = make.teacher()
    assert hand_over(known(lead), successor).url == "/mijn/welkom/"
    assert holders() == {successor}
    assert lead.appointments.get().ends_on == day(-1)
    assert set(OutgoingMail.objects.values_list("to_address", flat=True)) == {lead.email, successor.email}
    to_successor = OutgoingMail.objects.get(to_address=successor.email)
    assert "tweestaps" in to_successor.text


def test_there_is_no_day_without_a_project_lead(known, lead):
    successor = make.teacher()
    hand_over(known(lead), successor, day(10))
    assert [holders(on=day(days)) for days in (0, 9, 10, 11)] == [{lead}, {lead}, {successor}, {successor}]


def test_they_can_lead_together_for_a_while(known, lead):
    successor = make.teacher()
    hand_over(known(lead), successor, day(10), together_until=day(20))
    both = {lead, successor}
    assert [holders(on=day(days)) for days in (9, 10, 20, 21)] == [{lead}, both, both, {successor}]


def test_nothing_happens_before_it_was_seen(known, lead):
    successor = make.teacher()
    make.ActionItemFactory(owner=lead)
    page = known(lead).post(HAND_OVER, {"receiver": successor.pk, "starts_on": day(), **EVERYTHING})
    assert page.context["numbers"] == {"moves_action_items": 1, "moves_agenda_items": 0, "moves_drafts": 0}
    assert holders() == {lead}
    assert not HandOver.objects.exists()
    assert not OutgoingMail.objects.exists()


def belongings(lead):
    """What moves along: an open action item, an agenda item and a draft; and what does not."""
    moves = [
        make.ActionItemFactory(owner=lead),
        make.AgendaItemFactory(owner=lead),
        make.ActivityFactory(draft=True, created_by=lead),
    ]
    stays = [
        make.ActionItemFactory(owner=lead, done_at=make.moment(-1), done_by=lead),
        make.ActivityFactory(public=True, created_by=lead),
        make.ThemeMeetingFactory(draft=True, created_by=lead, working_group=make.WorkingGroupFactory()),
    ]
    return moves, stays


def owner(row):
    row.refresh_from_db()
    return row.created_by if hasattr(row, "kind") else row.owner


def test_open_work_moves_along_and_what_was_done_stays(known, lead):
    successor = make.teacher()
    moves, stays = belongings(lead)
    hand_over(known(lead), successor, **EVERYTHING)
    assert [owner(row) for row in moves] == [successor] * 3
    assert [owner(row) for row in stays] == [lead] * 3


def test_what_was_not_chosen_stays(known, lead):
    moves, _stays = belongings(lead)
    successor = make.teacher()
    hand_over(known(lead), successor, moves_agenda_items="on")
    assert [owner(row) for row in moves] == [lead, successor, lead]


def test_work_moves_on_the_first_day_of_the_successor(known, lead):
    successor = make.teacher()
    moves, _stays = belongings(lead)
    hand_over(known(lead), successor, day(10), **EVERYTHING)
    carry_out_hand_overs()
    assert [owner(row) for row in moves] == [lead] * 3
    with time_machine.travel(timezone.now() + (day(11) - day())):  # the queue stood still for a day
        carry_out_hand_overs()
        carry_out_hand_overs()
    assert [owner(row) for row in moves] == [successor] * 3
    assert HandOver.objects.get().carried_out_at is not None


def test_handing_over_twice_hands_over_once(known, lead):
    client, first, second = known(lead), make.teacher(), make.teacher()
    hand_over(client, first, day(10))
    answer = hand_over(client, second, day(12))
    assert answer.context["form"].non_field_errors()
    assert holders(on=day(20)) == {first}
    assert HandOver.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_on": day(-1)}, "starts_on"),
        ({"starts_on": day(3), "together_until": day(2)}, "together_until"),
        ({"receiver": "lead"}, "receiver"),
        ({"receiver": "closed"}, "receiver"),
        ({"receiver": 999999}, "receiver"),
    ],
)
def test_what_does_not_fit_comes_back(known, lead, wrong, field):
    people = {"lead": lead.pk, "closed": make.teacher(is_active=False).pk}
    wrong = {name: people.get(value, value) for name, value in wrong.items()}
    answer = known(lead).post(HAND_OVER, {"receiver": make.teacher().pk, "starts_on": day(), "sure": "1", **wrong})
    assert list(answer.context["form"].errors) == [field]
    assert holders() == {lead}


def test_it_takes_the_password_once_more(client_of, lead):
    successor = make.teacher()
    client = client_of(lead)
    assert client.get(HAND_OVER).url.startswith("/account/reauthenticate/")
    assert hand_over(client, successor).status_code == 302
    assert holders() == {lead}


@pytest.mark.parametrize("role", [make.teacher, make.school_leader, make.partner_contact, make.administrator])
def test_nobody_else_hands_the_project_over(known, lead, role):
    person = role()
    assert hand_over(known(person), person).status_code == 404
    assert holders() == {lead}


# Administrators


def test_an_administrator_is_made_and_hears_of_it(known, lead):
    person = make.teacher()
    assert known(lead).post(ADMINISTRATOR, {"person": person.pk, "starts_on": day()}).url == OFFICES
    assert holders("ADMINISTRATOR") == {person}
    assert OutgoingMail.objects.get().to_address == person.email


@pytest.mark.parametrize("extra", [{"office": "PROJECT_LEAD"}, {"ends_on": day(1)}])
def test_no_other_office_is_given_along(known, extra):
    person = make.teacher()
    admin = make.administrator()
    known(admin).post(ADMINISTRATOR, {"person": person.pk, "starts_on": day(), **extra})
    row = person.appointments.get()
    assert (row.office, row.ends_on) == ("ADMINISTRATOR", None)


def test_nobody_gives_an_office_to_oneself(known, lead):
    answer = known(lead).post(ADMINISTRATOR, {"person": lead.pk, "starts_on": day()})
    assert list(answer.context["form"].errors) == ["person"]
    assert holders("ADMINISTRATOR") == set()


@pytest.mark.parametrize("role", [make.project_lead, make.administrator])
def test_the_last_one_cannot_leave(known, role):
    person = role()
    appointment = person.appointments.get()
    answer = known(person).post(end_of(appointment), {"last_day": day(5)})
    assert answer.context["form"].non_field_errors()
    appointment.refresh_from_db()
    assert appointment.ends_on is None


@pytest.mark.parametrize("at_once", [{}, {"at_once": "on"}])
def test_one_of_two_can(known, at_once):
    admin, other = make.administrator(), make.administrator()
    answer = known(admin).post(end_of(admin.appointments.get()), {"last_day": day(5), **at_once})
    assert answer.status_code == 302
    assert holders("ADMINISTRATOR", on=day(6)) == {other}
    assert admin.appointments.get().ends_on == (day(-1) if at_once else day(5))


def test_an_administrator_does_not_end_the_project_lead(known, lead):
    make.project_lead()
    admin = make.administrator()
    assert known(admin).post(end_of(lead.appointments.get()), {"last_day": day()}).status_code == 403


def test_the_page_tells_who_holds_and_held_which_office(client_of, lead):
    admin, former = make.administrator(), make.AppointmentFactory(ends_on=day(-1))
    page = client_of(admin).get(OFFICES).context
    assert [[row.user for row in rows] for _label, rows in page["offices"]] == [[lead], [admin]]
    assert page["former"] == [former]
    assert page["ending"] == {admin.appointments.get().pk}


def test_a_column_of_what_one_can_do_stands_where_there_is_something(client_of, lead):
    admin = make.administrator()
    columns = [client_of(person).get(OFFICES).text.count("Wat je kunt doen") for person in (lead, admin)]
    assert columns == [2, 1]


def test_the_page_costs_the_same_with_many_appointments(client_of, lead, same_queries):
    client = client_of(lead)
    same_queries(lambda: client.get(OFFICES), lambda: [make.administrator(), make.HandOverFactory()])


# Nobody gets or loses an office unseen

PROJECT_LEAD = "/leden/rollen/projectleider/"


def mail():
    """The addresses and the subjects of the mail that goes out."""
    return dict(OutgoingMail.objects.values_list("to_address", "subject"))


@pytest.mark.parametrize("giver", [make.project_lead, make.administrator])
def test_a_project_lead_is_appointed_by_who_leads_or_administers(known, giver):
    """For the day that the only one has an accident; the one who was there stays."""
    lead, person = make.project_lead(), make.teacher()
    by = lead if giver is make.project_lead else giver()
    assert known(by).post(PROJECT_LEAD, {"person": person.pk, "starts_on": day()}).url == OFFICES
    assert holders() == {lead, person}
    subjects = mail()
    assert set(subjects) == {person.email, lead.email}
    assert "ben je projectleider van het netwerk" in subjects[person.email]
    assert f"{person} projectleider van het netwerk" in subjects[lead.email]


@pytest.mark.parametrize("role", [make.teacher, make.school_leader, make.partner_contact])
def test_nobody_else_gives_an_office(known, lead, role):
    person, other = role(), make.teacher()
    for page in (PROJECT_LEAD, ADMINISTRATOR):
        assert known(person).post(page, {"person": other.pk, "starts_on": day()}).status_code == 404
    assert not other.appointments.exists()


@pytest.mark.parametrize("page", [PROJECT_LEAD, ADMINISTRATOR])
def test_giving_an_office_takes_the_password_once_more(client_of, page):
    person = make.teacher()
    answer = client_of(make.administrator()).post(page, {"person": person.pk, "starts_on": day()})
    assert answer.url.startswith("/account/reauthenticate/")
    assert not person.appointments.exists()
    assert mail() == {}


@pytest.mark.parametrize("page", [PROJECT_LEAD, ADMINISTRATOR])
def test_nobody_makes_oneself_project_lead_or_administrator(known, lead, page):
    admin = make.administrator()
    for person in (admin, lead):
        known(person).post(page, {"person": person.pk, "starts_on": day()})
    assert (holders(), holders("ADMINISTRATOR")) == ({lead}, {admin})


def test_who_else_holds_the_office_hears_of_a_new_one_and_of_an_end(known):
    """Also whoever did it: it may have been done in their name. Those of the other office hear nothing."""
    me, other, person = make.administrator(), make.administrator(language="en"), make.teacher()
    make.project_lead()
    make.AppointmentFactory(office="ADMINISTRATOR", ends_on=day(-1))
    client = known(me)
    client.post(ADMINISTRATOR, {"person": person.pk, "starts_on": day()})
    assert set(mail()) == {me.email, other.email, person.email}
    assert f"{person} is administrator of the network" in mail()[other.email]
    OutgoingMail.objects.all().delete()
    client.post(end_of(person.appointments.get()), {"last_day": day(3)})
    assert set(mail()) == {me.email, other.email, person.email}
    assert f"{person} is no longer administrator of the network" in mail()[other.email]
    text = OutgoingMail.objects.get(to_address=other.email).text
    assert f"{me} noted this." in text
    assert "http://portaal.example/leden/rollen/" in text


def test_a_co_lead_hears_of_a_hand_over(known, lead):
    other, successor = make.project_lead(), make.teacher()
    hand_over(known(lead), successor)
    assert sorted(OutgoingMail.objects.values_list("to_address", flat=True)) == sorted(
        [lead.email, other.email, successor.email]
    )


# Whoever gets an office must have a second step, from the first day on

REAL = "echt@school.test"


def test_a_new_administrator_first_sets_up_a_second_step(known, client_of, lead):
    person = make.teacher(email=REAL)
    browser = client_of(person)
    assert browser.get("/mijn/profiel/").status_code == 200
    known(lead).post(ADMINISTRATOR, {"person": person.pk, "starts_on": day()})
    for path in ("/mijn/profiel/", "/beheer/", OFFICES, "/logboek/"):
        assert browser.get(path).url == "/mijn/veiligheid/"
    assert browser.post(ADMINISTRATOR, {"person": make.teacher().pk, "starts_on": day()}).url == "/mijn/veiligheid/"
    assert Appointment.objects.filter(office="ADMINISTRATOR").count() == 1


def test_a_new_project_lead_does_on_the_first_day_and_not_before(known, client_of, lead):
    person = make.teacher(email=REAL)
    hand_over(known(lead), person, day(7))
    assert client_of(person).get("/mijn/profiel/").status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(days=7)):
        assert client_of(person).get("/mijn/profiel/").url == "/mijn/veiligheid/"


def test_who_sets_up_the_portal_is_asked_on_the_first_page(client_of, lead):
    """Leading and administering at once is no way round it."""
    person = make.project_lead(email=REAL)
    make.AppointmentFactory(user=person, office="ADMINISTRATOR")
    assert client_of(person).get("/dashboard/").url == "/mijn/veiligheid/"


def test_whoever_hands_over_reads_beforehand_what_is_left(known, lead):
    """Without a school the former project lead sees only what is public; that is no surprise afterwards."""
    asked = {"receiver": make.teacher().pk, "starts_on": day().isoformat()}
    page = known(lead).post(HAND_OVER, asked).content.decode()
    assert "Je wordt meteen uitgelogd." in page
    assert "Je hoort niet bij een school of partner." in page
    make.MembershipFactory(user=lead)
    page = known(lead).post(HAND_OVER, {**asked, "starts_on": day(7).isoformat()}).content.decode()
    assert "uitgelogd" not in page
    assert "Je hoort niet bij een school of partner." not in page

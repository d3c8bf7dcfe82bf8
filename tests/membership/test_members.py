"""Who belongs to a school or partner: adding a function, changing school, standing in."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from network.base.models import OutgoingMail
from network.people.models import Membership, User
from tests.factories import (
    MembershipFactory,
    PartnerFactory,
    PracticeStoryFactory,
    SchoolFactory,
    day,
    partner_contact,
    project_lead,
    school_leader,
    specialist,
    stand_in,
    teacher,
)

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"membership:{name}", args=args)


def place(person):
    return person.memberships.get()


@pytest.fixture
def school():
    return SchoolFactory(name="De Vlier", slug="de-vlier")


@pytest.fixture
def leader(school):
    return school_leader(school)


@pytest.fixture
def as_leader(client_of, leader):
    return client_of(leader)


@pytest.fixture
def as_lead(client_of):
    return client_of(project_lead())


def addition(person, **changes):
    return {"user": person.pk, "function": "SPECIALIST", "starts_on": day(), **changes}


# The list


def test_a_school_leader_comes_to_the_own_school_at_once(as_leader, school):
    assert as_leader.get(address("overview")).url == address("school_members", school.slug)


def test_the_list_says_who_is_there_who_comes_and_who_was(as_leader, school, leader):
    there, comes = teacher(school), MembershipFactory(school=school, starts_on=day(5))
    was = MembershipFactory(school=school, ends_on=day(-1))
    page = as_leader.get(address("school_members", school.slug)).context
    assert {row["membership"].user for row in page["present"]} == {there, leader}
    assert [row["membership"] for row in page["coming"]] == [comes]
    assert page["former"] == [was]


def test_a_school_without_a_leader_is_said_to_be_so(as_lead, as_leader, school):
    assert as_leader.get(address("school_members", school.slug)).context["lacks_leader"] is False
    assert as_lead.get(address("school_members", SchoolFactory().slug)).context["lacks_leader"] is True


def test_the_list_costs_the_same_with_many_people(as_lead, school, same_queries):
    path = address("school_members", school.slug)
    same_queries(
        lambda: as_lead.get(path), lambda: [teacher(school), MembershipFactory(school=school, ends_on=day(-1))]
    )


def test_the_overview_costs_the_same_with_many_schools(as_lead, same_queries):
    same_queries(lambda: as_lead.get(address("overview")), lambda: [school_leader(), partner_contact()])


# Another function


def test_somebody_gets_one_more_function_and_a_mail(as_leader, school):
    person = teacher(school)
    answer = as_leader.post(address("school_member_add", school.slug), addition(person))
    assert answer.url == address("school_members", school.slug)
    rows = person.memberships.order_by("pk").values_list("school", "function", "starts_on", "ends_on")
    assert list(rows)[1:] == [(school.pk, "SPECIALIST", day(), None)]
    assert User.objects.get(pk=person.pk).standing.roles == {"TEACHER", "SPECIALIST"}
    assert OutgoingMail.objects.filter(to_address=person.email).count() == 1


def test_pressing_twice_gives_one_function(as_leader, school):
    person = teacher(school)
    for _ in range(2):
        as_leader.post(address("school_member_add", school.slug), addition(person))
    assert person.memberships.filter(function="SPECIALIST").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"function": "SCHOOL_LEADER"}, "function"),
        ({"function": "PROJECT_LEAD"}, "function"),
        ({"starts_on": day(-1)}, "starts_on"),
        ({"starts_on": "gisteren"}, "starts_on"),
    ],
)
def test_a_school_leader_gives_no_more_than_is_there_to_give(as_leader, school, wrong, field):
    person = teacher(school)
    answer = as_leader.post(address("school_member_add", school.slug), addition(person, **wrong))
    assert list(answer.context["form"].errors) == [field]
    assert person.memberships.count() == 1


def test_a_school_leader_takes_in_nobody_of_another_school(as_leader, school):
    stranger = teacher()
    answer = as_leader.post(address("school_member_add", school.slug), addition(stranger))
    assert list(answer.context["form"].errors) == ["user"]
    assert not school.memberships.filter(user=stranger).exists()


def test_fields_that_are_not_asked_change_nothing(as_leader, school):
    """The school stands in the address, and a stand-in, a partner or a last day is not given along."""
    person, other = teacher(school), SchoolFactory()
    extra = {"school": other.pk, "partner": PartnerFactory().pk, "is_stand_in": "on", "ends_on": day(9), "id": 1}
    as_leader.post(address("school_member_add", school.slug), addition(person, **extra))
    added = person.memberships.get(function="SPECIALIST")
    assert (added.school, added.partner, added.is_stand_in, added.ends_on) == (school, None, False, None)


def test_the_project_lead_makes_a_school_leader_and_a_partner_contact(as_lead, school):
    person, partner = teacher(), PartnerFactory()
    as_lead.post(address("school_member_add", school.slug), addition(person, function="SCHOOL_LEADER"))
    as_lead.post(address("partner_member_add", partner.slug), addition(person, function="PARTNER_CONTACT"))
    assert User.objects.get(pk=person.pk).standing.led_school_ids == {school.pk}
    assert partner.memberships.get().user == person


def test_a_function_of_a_partner_is_not_one_of_a_school(as_lead):
    partner = PartnerFactory()
    answer = as_lead.post(address("partner_member_add", partner.slug), addition(teacher(), function="TEACHER"))
    assert list(answer.context["form"].errors) == ["function"]


# Another leader's school


@pytest.mark.parametrize("name", ["member_end", "member_keep", "member_move", "stand_in_name", "stand_in_end"])
@pytest.mark.parametrize("make", [school_leader, stand_in, specialist, partner_contact])
def test_people_of_another_school_are_not_there(client_of, make, name):
    membership = place(teacher())
    client = client_of(make())
    assert client.post(address(name, membership.pk), {"last_day": day(), "sure": "1"}).status_code == 404
    membership.refresh_from_db()
    assert (membership.ends_on, membership.is_stand_in) == (None, False)


@pytest.mark.parametrize("name", ["school_members", "school_member_add"])
def test_the_list_of_another_school_is_not_there(as_leader, name):
    assert as_leader.get(address(name, SchoolFactory().slug)).status_code == 404


def test_a_stand_in_looks_after_nobody(client_of, school):
    assert client_of(stand_in(school)).get(address("school_members", school.slug)).status_code == 404


def test_a_leader_whose_time_is_over_looks_after_nobody(as_leader, leader, school):
    leader.memberships.update(ends_on=day(-1))
    answer = as_leader.get(address("school_members", school.slug))
    assert answer.url.startswith("/account/login/")


# To another school


def move(client, person, school, **changes):
    data = {"school": school.pk, "function": "TEACHER", "starts_on": day(10), "was": "", "sure": "1", **changes}
    return client.post(address("member_move", person.memberships.first().pk), data)


def test_a_move_ends_the_one_and_starts_the_other(as_lead, school):
    person, there = teacher(school), SchoolFactory()
    story = PracticeStoryFactory(author=person, school=school)
    move(as_lead, person, there)
    rows = person.memberships.order_by("starts_on").values_list("school", "starts_on", "ends_on")
    assert list(rows) == [(school.pk, day(-365), day(9)), (there.pk, day(10), None)]
    story.refresh_from_db()
    assert (story.author, story.school) == (person, school)


def test_a_move_is_shown_before_it_happens(as_lead, school):
    person = school_leader(school)
    wish = {"school": SchoolFactory().pk, "function": "SCHOOL_LEADER", "starts_on": day(3)}
    page = as_lead.post(address("member_move", place(person).pk), wish)
    assert page.context["effects"].without_leader
    assert page.context["effects"].loses_voice
    assert person.memberships.count() == 1


def test_moving_twice_moves_once(as_lead, school):
    person, there = teacher(school), SchoolFactory()
    move(as_lead, person, there)
    move(as_lead, person, there)
    assert person.memberships.count() == 2


def test_to_ones_own_school_one_does_not_move(as_lead, school):
    person = teacher(school)
    assert list(move(as_lead, person, school).context["form"].errors) == ["school"]


def test_who_began_today_cannot_have_moved_today(as_lead, school):
    person = teacher(school)
    person.memberships.update(starts_on=day())
    move(as_lead, person, SchoolFactory(), starts_on=day())
    assert person.memberships.get().ends_on is None


def test_a_school_leader_moves_nobody(as_leader, school):
    assert move(as_leader, teacher(school), SchoolFactory()).status_code == 403


# Standing in


def name(client, person, first, last=""):
    return client.post(address("stand_in_name", place(person).pk), {"first_day": first, "last_day": last})


def test_a_stand_in_speaks_for_the_school_from_and_until_a_day(as_leader, school):
    person = teacher(school)
    name(as_leader, person, day(2), day(4))
    standing = {}
    for days in (1, 2, 4, 5):
        with time_machine.travel(timezone.now() + (day(days) - day())):
            standing[days] = User.objects.get(pk=person.pk).standing.voice_school_ids == {school.pk}
    assert standing == {1: False, 2: True, 4: True, 5: False}
    on = {days: person in User.objects.speaking_for([school], on=day(days)) for days in (1, 2, 4, 5)}
    assert on == standing


@pytest.mark.parametrize("dates", [(day(-1), ""), (day(3), day(2)), ("", "")])
def test_standing_in_has_days_that_fit(as_leader, school, dates):
    person = teacher(school)
    assert name(as_leader, person, *dates).context["form"].errors
    assert place(person).is_stand_in is False


def test_standing_in_ends_at_once_and_stays_in_the_past(as_leader, school):
    person = stand_in(school)
    for _ in range(2):
        as_leader.post(address("stand_in_end", place(person).pk))
    row = place(person)
    assert (row.is_stand_in, row.stands_in_from, row.stands_in_until) == (True, day(-365), day(-1))
    assert User.objects.get(pk=person.pk).standing.voice_school_ids == frozenset()


def test_standing_in_that_had_not_begun_is_taken_away(as_leader, school):
    person = teacher(school)
    name(as_leader, person, day(2))
    as_leader.post(address("stand_in_end", place(person).pk))
    row = place(person)
    assert (row.is_stand_in, row.stands_in_from, row.stands_in_until) == (False, None, None)


def test_a_leader_does_not_stand_in_for_oneself(as_leader, leader):
    assert as_leader.get(address("stand_in_name", place(leader).pk)).status_code == 403


def test_nobody_stands_in_at_a_partner(as_lead):
    assert as_lead.get(address("stand_in_name", place(partner_contact()).pk)).status_code == 403


def test_more_than_one_membership_at_once(as_lead, school):
    person, other = teacher(school), SchoolFactory()
    as_lead.post(address("school_member_add", other.slug), addition(person, function="TEACHER"))
    assert User.objects.get(pk=person.pk).standing.school_ids == {school.pk, other.pk}
    assert Membership.objects.current(on=day()).filter(user=person).count() == 2

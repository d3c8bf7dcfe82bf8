"""The last day of a membership: what it means, what then ends, and what stays."""

import pytest
from django.urls import reverse

from network.activities.actions import planning
from network.activities.models import Registration
from network.base.models import OutgoingMail
from network.membership.effects import effects_of
from network.people.models import User
from tests import factories as make
from tests.factories import day, moment

pytestmark = pytest.mark.django_db


def place(person):
    return person.memberships.order_by("pk").first()


def end(client, membership, last_day=None, **changes):
    data = {"last_day": last_day or day(10), "was": "", "sure": "1", **changes}
    return client.post(reverse("membership:member_end", args=[membership.pk]), data)


@pytest.fixture
def school():
    return make.SchoolFactory()


@pytest.fixture
def leader(school):
    return make.school_leader(school)


@pytest.fixture
def as_leader(client_of, leader):
    return client_of(leader)


@pytest.fixture
def busy(school):
    """A teacher with a seat in a group, places before and after day 10, and drafts."""
    person = make.teacher(school, given_name="Samira")
    make.GroupMembershipFactory(user=person)
    for days in (5, 20):
        activity = make.ThemeMeetingFactory(capacity=1, starts_at=moment(days), ends_at=moment(days, 17))
        make.RegistrationFactory(activity=activity, user=person, school=school)
    make.PracticeStoryFactory(author=person, school=school, draft=True)
    return person


def test_what_ends_is_shown_before_it_happens(as_leader, busy):
    make.NetworkFactory()
    page = as_leader.post(reverse("membership:member_end", args=[place(busy).pk]), {"last_day": day(10)})
    effects = page.context["effects"]
    assert (len(effects.groups), len(effects.registrations), effects.drafts) == (1, 1, 1)
    assert effects.leaves
    assert not effects.without_leader
    assert "Samira" in page.content.decode()
    assert place(busy).ends_on is None


def test_the_last_place_takes_groups_and_later_places_along(as_leader, busy):
    waiting = make.RegistrationFactory(
        activity=busy.registrations.latest("activity__starts_at").activity, waiting=True, user=make.teacher()
    )
    end(as_leader, place(busy))
    assert place(busy).ends_on == day(10)
    assert busy.group_memberships.get().ends_on == day(10)
    states = busy.registrations.order_by("activity__starts_at").values_list("state", flat=True)
    assert list(states) == ["confirmed", "cancelled"]
    waiting.refresh_from_db()
    assert waiting.state == Registration.State.CONFIRMED
    assert busy.stories.count() == 1


def test_with_another_place_in_the_network_everything_else_stays(as_leader, busy):
    make.MembershipFactory(user=busy)
    assert effects_of(place(busy), last_day=day(10)).groups == []
    end(as_leader, place(busy))
    assert busy.group_memberships.get().ends_on is None
    assert busy.registrations.filter(state="confirmed").count() == 2


def test_a_place_that_ends_before_this_one_is_no_other_place(busy):
    make.MembershipFactory(user=busy, ends_on=day(10))
    assert effects_of(place(busy), last_day=day(10)).leaves
    assert not effects_of(place(busy), last_day=day(9)).leaves


def test_a_day_that_lies_behind_us_is_refused(as_leader, busy):
    answer = end(as_leader, place(busy), day(-1))
    assert list(answer.context["form"].errors) == ["last_day"]
    assert place(busy).ends_on is None


def test_who_has_left_already_is_closed_off_at_once(as_leader, client_of, busy):
    """Every open session ends with the next request, wherever that is handled."""
    phone, desk = client_of(busy), client_of(busy)
    assert phone.get("/mijn-start/").status_code == desk.get("/mensen/").status_code == 200
    end(as_leader, place(busy), day(), at_once="on")
    assert place(busy).ends_on == day(-1)
    for client, path in [(phone, "/mijn-start/"), (desk, "/mensen/"), (desk, "/agenda/mijn.ics")]:
        assert client.get(path).url.startswith("/account/login/")


def test_a_session_lives_through_a_last_day_to_come_and_a_change_of_school(as_leader, client_of, busy):
    client = client_of(busy)
    end(as_leader, place(busy), day())
    make.MembershipFactory(user=busy)
    assert client.get("/mijn-start/").status_code == 200


def test_a_closed_account_is_out_at_the_next_request(client_of):
    person = make.teacher()
    client = client_of(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/mijn-start/").url.startswith("/account/login/")


def test_who_left_gets_no_more_mail_about_activities_but_about_the_account(as_leader, busy):
    end(as_leader, place(busy), day(), at_once="on")
    [mail] = OutgoingMail.objects.filter(to_address=busy.email)
    assert mail.subject.startswith("Je plek bij")
    activity = make.ThemeMeetingFactory(created_by=make.project_lead())
    make.RegistrationFactory(activity=activity, user=busy)
    planning.cancel(activity=activity, reason="Ziek", by=activity.created_by, now=moment())
    assert list(OutgoingMail.objects.filter(to_address=busy.email)) == [mail]


def test_the_last_day_twice_counts_once(as_leader, busy):
    for _ in range(2):
        end(as_leader, place(busy))
    assert OutgoingMail.objects.filter(to_address=busy.email, subject__startswith="Je plek bij").count() == 1


def test_another_day_noted_meanwhile_is_not_overwritten(as_leader, client_of, busy):
    """Two people have the page open; the second one reads what the first one did."""
    lead = client_of(make.project_lead())
    end(as_leader, place(busy), day(10))
    answer = end(lead, place(busy), day(20), follow=True)
    assert place(busy).ends_on == day(10)
    assert answer.status_code == 302
    end(lead, place(busy), day(20), was=day(10))
    assert place(busy).ends_on == day(20)


def test_a_last_day_to_come_is_taken_back(as_leader, busy):
    end(as_leader, place(busy))
    as_leader.post(reverse("membership:member_keep", args=[place(busy).pk]))
    assert place(busy).ends_on is None


def test_what_has_ended_stays_as_it_is(as_leader, client_of, busy):
    busy.memberships.update(ends_on=day(-3))
    for name in ("member_end", "member_keep", "member_move"):
        path = reverse(f"membership:{name}", args=[place(busy).pk])
        assert client_of(make.project_lead()).post(path, {"last_day": day(), "sure": "1"}).status_code == 404
    assert place(busy).ends_on == day(-3)


def test_the_last_school_leader_is_a_warning(client_of, leader, school):
    assert effects_of(place(leader), last_day=day(3)).without_leader
    make.school_leader(school, is_active=False)
    assert effects_of(place(leader), last_day=day(3)).without_leader
    make.school_leader(school)
    assert not effects_of(place(leader), last_day=day(3)).without_leader


def test_a_leader_ends_the_own_function_but_not_that_of_another_leader(as_leader, leader, school):
    other = make.school_leader(school)
    assert end(as_leader, place(other)).status_code == 403
    end(as_leader, place(leader))
    assert (place(other).ends_on, place(leader).ends_on) == (None, day(10))


def test_a_date_that_nobody_can_read_is_no_fault(as_leader, busy):
    assert end(as_leader, place(busy), was="2026-99-99").status_code == 302
    assert end(as_leader, place(busy), "2026-99-99").status_code == 200


@pytest.mark.parametrize("page", ["member_end", "member_move"])
def test_the_last_day_of_the_calendar_is_too_far(client_of, page):
    membership = make.teacher().memberships.get()
    data = {
        "last_day": "9999-12-31",
        "starts_on": "9999-12-31",
        "school": make.SchoolFactory().pk,
        "function": "TEACHER",
    }
    answer = client_of(make.project_lead()).post(reverse(f"membership:{page}", args=[membership.pk]), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_move_shows_the_function_at_the_new_school(client_of, busy):
    data = {"school": make.SchoolFactory(name="De Nieuwe").pk, "function": "SPECIALIST", "starts_on": day(10)}
    page = client_of(make.project_lead()).post(reverse("membership:member_move", args=[place(busy).pk]), data)
    assert "praktijkexpert, De Nieuwe" in page.content.decode()

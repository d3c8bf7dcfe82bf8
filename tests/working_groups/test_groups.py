"""Working groups: what people do with them, and who may."""

import pytest

from network.base.models import OutgoingMail
from network.working_groups import actions, permissions
from network.working_groups.models import GroupMembership, WorkingGroup
from tests.factories import (
    GroupMembershipFactory,
    ThemeFactory,
    WorkingGroupFactory,
    administrator,
    day,
    framework_in_force,
    partner_contact,
    project_lead,
    school_leader,
    specialist,
    teacher,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkingGroupFactory(name="Taal in elk vak", slug="taal")


def add(group, user, *, by=None, is_chair=False, now):
    return actions.add_member(group=group, user=user, is_chair=is_chair, by=by or project_lead(), now=now)


def test_group_begins_with_its_frameworks_and_themes():
    framework, theme = framework_in_force(), ThemeFactory()
    group = actions.start_group(name="Nieuw", purpose="Leren.", frameworks=[framework], themes=[theme], starts_on=day())
    assert (group.slug, group.purpose, group.starts_on, group.ends_on) == ("nieuw-2", "Leren.", day(), None)
    assert (list(group.frameworks.all()), list(group.themes.all())) == ([framework], [theme])


def test_changing_a_group_keeps_its_address(group):
    actions.change_group(group=group, name="Taal", purpose="Anders.", frameworks=[], themes=[])
    assert list(WorkingGroup.objects.values_list("name", "slug", "purpose")) == [("Taal", "taal", "Anders.")]


def test_new_member_is_in_from_today_and_gets_a_mail(group, now):
    colleague, lead = teacher(given_name="Joris"), project_lead(given_name="Noor", family_name="de Wit")
    membership = add(group, colleague, by=lead, is_chair=True, now=now)
    assert (membership.user, membership.is_chair, membership.starts_on, membership.ends_on) == (
        colleague,
        True,
        day(),
        None,
    )
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.subject) == (colleague.email, "Je zit in de werkgroep Taal in elk vak")
    assert "Noor de Wit heeft je toegevoegd aan de werkgroep “Taal in elk vak”. Je leidt de groep." in mail.text
    assert "http://portaal.example/werkgroepen/taal/" in mail.text


def test_who_adds_oneself_gets_no_mail(group, now):
    lead = project_lead()
    add(group, lead, by=lead, now=now)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("ends_on", [None, day(), day(7)])
def test_nobody_is_in_a_group_twice(group, now, ends_on):
    colleague = teacher()
    GroupMembershipFactory(group=group, user=colleague, ends_on=ends_on)
    with pytest.raises(actions.AlreadyMember):
        add(group, colleague, now=now)
    assert group.memberships.count() == 1


def test_who_left_may_come_back(group, now):
    colleague = teacher()
    GroupMembershipFactory(group=group, user=colleague, ends_on=day(-1))
    add(group, colleague, now=now)
    assert group.memberships.count() == 2


def test_nobody_joins_a_group_that_ended(now):
    with pytest.raises(actions.HasEnded):
        add(WorkingGroupFactory(ends_on=day(-1)), teacher(), now=now)


def test_membership_ends_on_its_last_day(group):
    membership = GroupMembershipFactory(group=group)
    actions.end_membership(membership=membership, last_day=day(), on=day())
    assert list(group.memberships.current(on=day())) == [membership]
    assert list(group.memberships.current(on=day(1))) == []


def test_membership_does_not_end_before_it_began(group):
    membership = GroupMembershipFactory(group=group, starts_on=day(-3))
    with pytest.raises(actions.EndsBeforeItBegan):
        actions.end_membership(membership=membership, last_day=day(-4), on=day())


def test_past_membership_stays_as_it_is(group):
    membership = GroupMembershipFactory(group=group, ends_on=day(-2))
    with pytest.raises(actions.HasEnded):
        actions.end_membership(membership=membership, last_day=day(), on=day())


def test_group_that_stops_lets_everyone_go(group):
    staying = GroupMembershipFactory(group=group)
    left = GroupMembershipFactory(group=group, ends_on=day(-9))
    later = GroupMembershipFactory(group=group, ends_on=day(99))
    coming = GroupMembershipFactory(group=group, starts_on=day(5))
    actions.end_group(group=group, last_day=day(3), on=day())
    group.refresh_from_db()
    assert group.ends_on == day(3)
    assert dict(GroupMembership.objects.values_list("pk", "ends_on")) == {
        staying.pk: day(3),
        left.pk: day(-9),
        later.pk: day(3),
        coming.pk: day(5),
    }


def test_group_does_not_stop_before_it_began(group):
    with pytest.raises(actions.EndsBeforeItBegan):
        actions.end_group(group=WorkingGroupFactory(starts_on=day(9)), last_day=day(3), on=day())


def test_group_does_not_stop_in_the_past(group):
    """Who sat in it last week did sit in it."""
    member = GroupMembershipFactory(group=group)
    with pytest.raises(actions.LastDayIsPast):
        actions.end_group(group=group, last_day=day(-1), on=day())
    member.refresh_from_db()
    assert member.ends_on is None


def test_who_leads_the_group_may_change(group):
    membership = GroupMembershipFactory(group=group)
    for leads in (True, False):
        actions.name_chair(membership=membership, is_chair=leads)
        assert GroupMembership.objects.get().is_chair is leads


# Who may do what


def test_who_may_do_what_with_a_group(group):
    member, chair = (GroupMembershipFactory(group=group, is_chair=leads) for leads in (False, True))
    former = GroupMembershipFactory(group=group, is_chair=True, ends_on=day(-1))
    people = {
        "member": member.user,
        "chair": chair.user,
        "former chair": former.user,
        "lead": project_lead(),
        "leader": school_leader(),
        "teacher": teacher(),
        "partner": partner_contact(),
        "administrator": administrator(),
    }

    def allowed(question):
        return {name for name, person in people.items() if question(person)}

    assert allowed(permissions.can_start_group) == {"lead"}
    assert allowed(permissions.can_end_group) == {"lead"}
    assert allowed(lambda person: permissions.can_run_group(person, group, on=day())) == {"member", "chair", "lead"}
    assert allowed(lambda person: permissions.can_manage_members(person, group, on=day())) == {"chair", "lead"}
    assert allowed(lambda person: permissions.can_end_membership(person, member, on=day())) == {
        "member",
        "chair",
        "lead",
    }


def test_groups_are_for_members_of_the_network(group):
    for person in (teacher(), partner_contact(), project_lead(), school_leader(), specialist()):
        assert list(WorkingGroup.objects.visible_to(person)) == [group]
    assert list(WorkingGroup.objects.visible_to(administrator())) == []


def test_groups_of_a_person_on_a_date(group):
    membership = GroupMembershipFactory(group=group, ends_on=day(2))
    assert list(WorkingGroup.objects.of(membership.user, on=day(2))) == [group]
    assert list(WorkingGroup.objects.of(membership.user, on=day(3))) == []


def test_size_counts_members_of_the_day(group):
    for fields in ({}, {"ends_on": day()}, {"ends_on": day(-1)}, {"starts_on": day(1)}):
        GroupMembershipFactory(group=group, **fields)
    assert WorkingGroup.objects.with_size(on=day()).get().size == 2


@pytest.mark.parametrize(
    ("starts", "ends", "at_work"), [(0, None, True), (-9, 0, True), (-9, -1, False), (1, None, False)]
)
def test_group_at_work(starts, ends, at_work):
    group = WorkingGroupFactory(starts_on=day(starts), ends_on=None if ends is None else day(ends))
    assert group.is_at_work(on=day()) is at_work
    assert (group in WorkingGroup.objects.current(on=day())) is at_work

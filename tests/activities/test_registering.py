"""Registering, withdrawing, the waiting list, and what is refused."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from network.activities import actions
from network.activities.models import Activity, Invitation, Registration
from network.base.models import OutgoingMail
from tests import factories
from tests.outbox import outbox

pytestmark = pytest.mark.django_db
State = Registration.State


def register(activity, user, now, by=None):
    return actions.register(activity=activity, user=user, by=by or user, now=now)


def mails_to(user):
    return [(mail.subject, mail.calendar_method) for mail in outbox(to_address=user.email)]


def states(activity):
    return dict(activity.registrations.order_by("pk").values_list("user__email", "state"))


def test_register_gives_a_place_for_the_school_of_the_moment(now):
    school = factories.SchoolFactory()
    teacher = factories.teacher(school)
    activity = factories.ThemeMeetingFactory(capacity=2)
    registration = register(activity, teacher, now)
    assert (registration.state, registration.school, registration.partner) == (State.CONFIRMED, school, None)
    assert registration.registered_at == now


def test_register_a_partner_contact_counts_for_the_partner(now):
    partner = factories.PartnerFactory()
    registration = register(factories.ActivityFactory(), factories.partner_contact(partner), now)
    assert (registration.school, registration.partner) == (None, partner)


def test_register_twice_gives_the_same_registration_and_one_mail(now):
    teacher, activity = factories.teacher(), factories.ActivityFactory()
    assert register(activity, teacher, now) == register(activity, teacher, now)
    assert len(mails_to(teacher)) == 1


def test_register_on_a_full_activity_joins_the_waiting_list(now):
    activity = factories.ActivityFactory(capacity=1, title="Samen leren")
    first, second = factories.teacher(language="en"), factories.teacher(language="en")
    register(activity, first, now)
    registration = register(activity, second, now)
    assert registration.is_waiting
    assert mails_to(second) == [("You are on the waiting list: Samen leren", "REQUEST")]


def test_register_keeps_places_for_other_schools(now):
    school, _other = factories.SchoolFactory(), factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=3, kept_per_school=1, kept_until=factories.moment(7))
    got = [register(activity, factories.teacher(school), now).state for _ in range(3)]
    assert got == [State.CONFIRMED, State.CONFIRMED, State.WAITING]


def test_register_gives_a_kept_place_while_others_wait(now):
    school, other = factories.SchoolFactory(), factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=2, kept_per_school=1, kept_until=factories.moment(7))
    register(activity, factories.teacher(school), now)
    assert register(activity, factories.teacher(school), now).is_waiting
    assert register(activity, factories.teacher(other), now).is_confirmed


def test_register_after_kept_places_ended_serves_the_line_first(now):
    school, _other = factories.SchoolFactory(), factories.SchoolFactory()
    until = factories.moment(7)
    activity = factories.ActivityFactory(capacity=2, kept_per_school=1, kept_until=until)
    waits, late = factories.teacher(school), factories.teacher(school)
    register(activity, factories.teacher(school), now)
    register(activity, waits, now)
    assert register(activity, late, until).is_waiting
    assert states(activity)[waits.email] == State.CONFIRMED


def test_register_takes_back_an_earlier_no(now):
    invitation = factories.InvitationFactory(declined_at=now)
    register(invitation.activity, invitation.user, now)
    assert Invitation.objects.get().declined_at is None


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"draft": True}, actions.NotOpen),
        ({"cancelled": True}, actions.NotOpen),
        ({"past": True}, actions.HasBegun),
    ],
)
def test_register_is_refused_unless_published_and_to_come(now, fields, refusal):
    activity, teacher = factories.ActivityFactory(**fields), factories.teacher()
    with pytest.raises(refusal):
        register(activity, teacher, now)
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_register_is_open_until_the_very_start(now):
    activity = factories.ActivityFactory()
    register(activity, factories.teacher(), activity.starts_at - datetime.timedelta(seconds=1))
    with pytest.raises(actions.HasBegun):
        register(activity, factories.teacher(), activity.starts_at)


def test_withdraw_gives_the_place_to_whoever_waits_longest(now):
    activity = factories.ActivityFactory(capacity=1, title="Samen leren")
    first, second, third = (factories.teacher(language="en") for _ in range(3))
    mine = register(activity, first, now)
    for minutes, person in enumerate([second, third]):
        register(activity, person, now + datetime.timedelta(minutes=minutes))
    actions.withdraw(registration=mine, by=first, now=now)
    assert states(activity) == {first.email: "cancelled", second.email: "confirmed", third.email: "waiting"}
    assert mails_to(first)[-1] == ("You are no longer registered: Samen leren", "CANCEL")
    assert [method for _subject, method in mails_to(second)] == ["REQUEST", "REQUEST"]
    assert mails_to(second)[-1][0].startswith("You have a place: Samen leren")
    assert Registration.objects.get(user=second).promoted_at == now


def test_who_was_withdrawn_by_another_is_not_told_to_register_again(now):
    activity, lead = factories.ActivityFactory(), factories.project_lead(given_name="Noor", family_name="de Wit")
    mine, theirs = (register(activity, factories.teacher(language="nl"), now) for _ in range(2))
    for registration, by in [(mine, mine.user), (theirs, lead)]:
        actions.withdraw(registration=registration, by=by, now=now)
    own, others = (outbox(to_address=one.user.email)[-1].text for one in (mine, theirs))
    assert "opnieuw aanmelden" in own
    assert "Klopt dit niet? Vertel het Noor de Wit." in others
    assert "opnieuw aanmelden" not in others


def test_withdraw_passes_over_who_may_not_have_the_place(now):
    school, other = factories.SchoolFactory(), factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=2, kept_per_school=1, kept_until=factories.moment(7))
    register(activity, factories.teacher(school), now)
    theirs = register(activity, factories.teacher(other), now)
    waits = register(activity, factories.teacher(school), now)
    behind = register(activity, factories.teacher(other), now + datetime.timedelta(minutes=1))
    actions.withdraw(registration=theirs, by=theirs.user, now=now)
    waits.refresh_from_db(), behind.refresh_from_db()
    assert (waits.state, behind.state) == (State.WAITING, State.CONFIRMED)


def test_withdraw_twice_changes_nothing_more(now):
    mine = factories.RegistrationFactory()
    actions.withdraw(registration=mine, by=mine.user, now=now)
    actions.withdraw(registration=mine, by=mine.user, now=now + datetime.timedelta(hours=1))
    mine.refresh_from_db()
    assert mine.cancelled_at == now
    assert len(mails_to(mine.user)) == 1


def test_withdraw_is_refused_once_begun(now):
    mine = factories.RegistrationFactory(activity=factories.ActivityFactory(past=True))
    with pytest.raises(actions.HasBegun):
        actions.withdraw(registration=mine, by=mine.user, now=now)
    mine.refresh_from_db()
    assert mine.is_confirmed


def test_register_again_after_withdrawing(now):
    teacher, activity = factories.teacher(), factories.ActivityFactory(capacity=1)
    actions.withdraw(registration=register(activity, teacher, now), by=teacher, now=now)
    assert register(activity, teacher, now).is_confirmed
    assert activity.registrations.count() == 2


def test_hand_over_goes_before_the_waiting_list(now):
    school = factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=1)
    mine = register(activity, factories.teacher(school), now)
    waits = register(activity, factories.teacher(), now)
    colleague = factories.teacher(school)
    theirs = actions.hand_over(registration=mine, colleague=colleague, by=mine.user, now=now)
    waits.refresh_from_db()
    assert (theirs.user, theirs.school, theirs.state) == (colleague, school, State.CONFIRMED)
    assert waits.is_waiting


def test_hand_over_to_a_colleague_who_waits_promotes_that_one(now):
    school = factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=1)
    mine = register(activity, factories.teacher(school), now)
    waits = register(activity, factories.teacher(school), now)
    theirs = actions.hand_over(registration=mine, colleague=waits.user, by=mine.user, now=now)
    assert (theirs.pk, theirs.state) == (waits.pk, State.CONFIRMED)
    assert activity.registrations.active().count() == 1


def test_hand_over_outside_the_school_is_refused(now):
    mine = factories.RegistrationFactory()
    with pytest.raises(actions.NoColleague):
        actions.hand_over(registration=mine, colleague=factories.teacher(), by=mine.user, now=now)
    mine.refresh_from_db()
    assert mine.is_confirmed


def test_more_places_promote_those_who_wait(now):
    activity = factories.ActivityFactory(capacity=1)
    for minutes in range(4):
        register(activity, factories.teacher(), now + datetime.timedelta(minutes=minutes))
    actions.change_seats(activity=activity, capacity=3, kept_per_school=0, kept_until=None, now=now)
    assert sorted(states(activity).values()) == ["confirmed", "confirmed", "confirmed", "waiting"]


def test_no_limit_promotes_everyone(now):
    activity = factories.ActivityFactory(capacity=1)
    for _ in range(3):
        register(activity, factories.teacher(), now)
    actions.change_seats(activity=activity, capacity=None, kept_per_school=0, kept_until=None, now=now)
    assert set(states(activity).values()) == {"confirmed"}


def test_fewer_places_than_people_are_refused(now):
    activity = factories.ActivityFactory(capacity=3)
    for _ in range(3):
        register(activity, factories.teacher(), now)
    with pytest.raises(actions.TooFewPlaces):
        actions.change_seats(activity=activity, capacity=2, kept_per_school=0, kept_until=None, now=now)
    activity.refresh_from_db()
    assert activity.capacity == 3


def test_kept_places_go_to_the_line_when_their_time_is_over(now):
    school, _other = factories.SchoolFactory(), factories.SchoolFactory()
    until = factories.moment(7)
    activity = factories.ActivityFactory(capacity=2, kept_per_school=1, kept_until=until)
    register(activity, factories.teacher(school), now)
    waits = register(activity, factories.teacher(school), now)
    assert actions.give_out_free_seats(now=until - datetime.timedelta(minutes=1)) == 0
    assert actions.give_out_free_seats(now=until) == 1
    assert actions.give_out_free_seats(now=until) == 0
    waits.refresh_from_db()
    assert (waits.state, waits.promoted_at) == (State.CONFIRMED, until)


def test_kept_places_are_not_given_out_once_it_began(now):
    activity = factories.ActivityFactory(past=True, capacity=2)
    factories.RegistrationFactory(activity=activity, waiting=True)
    assert actions.give_out_free_seats(now=now) == 0


# Why somebody moved up, a colleague taken along, a place outside the order


def test_who_moves_up_knows_why(now):
    activity = factories.ActivityFactory(capacity=1)
    mine = register(activity, factories.teacher(), now)
    _second, _third, fourth = (register(activity, factories.teacher(), now) for _ in range(3))
    actions.withdraw(registration=mine, by=mine.user, now=now)
    seats = {"kept_per_school": 0, "kept_until": None}
    actions.change_seats(activity=activity, capacity=2, now=now, **seats)
    actions.give_place(registration=fourth, reason="Leidt een ronde.", by=factories.project_lead(), now=now)
    why = [row.promoted_because for row in activity.registrations.order_by("pk")]
    assert why == ["", "seat_freed", "more_places", "given"]


def test_who_gets_a_released_place_knows_why(now):
    school, _other = factories.SchoolFactory(), factories.SchoolFactory()
    until = factories.moment(7)
    activity = factories.ActivityFactory(capacity=2, kept_per_school=1, kept_until=until)
    register(activity, factories.teacher(school), now)
    waits = register(activity, factories.teacher(school), now)
    assert actions.give_out_free_seats(now=until) == 1
    waits.refresh_from_db()
    assert (waits.state, waits.promoted_because) == (State.CONFIRMED, "released")


def test_who_takes_over_from_a_colleague_knows_why(now):
    school = factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=1)
    mine = register(activity, factories.teacher(school), now)
    first_in_line = register(activity, factories.teacher(), now)
    colleague = register(activity, factories.teacher(school), now)
    actions.hand_over(registration=mine, colleague=colleague.user, because="Ziek.", by=mine.user, now=now)
    for row in (mine, first_in_line, colleague):
        row.refresh_from_db()
    assert (mine.state, mine.cancelled_because) == (State.CANCELLED, "Ziek.")
    assert (colleague.state, colleague.promoted_because) == (State.CONFIRMED, "passed_on")
    assert first_in_line.is_waiting


def test_a_reason_for_withdrawing_is_kept_and_need_not_be_given(now):
    mine, other = factories.RegistrationFactory(), factories.RegistrationFactory()
    assert actions.withdraw(registration=mine, because=" Ouderavond. ", by=mine.user, now=now).cancelled_because == (
        "Ouderavond."
    )
    assert actions.withdraw(registration=other, by=other.user, now=now).cancelled_because == ""


def test_a_colleague_is_taken_along_and_told(now):
    school = factories.SchoolFactory()
    teacher, colleague = factories.teacher(school), factories.teacher(school, language="en")
    activity = factories.ActivityFactory(capacity=1)
    theirs = actions.take_along(activity=activity, colleague=colleague, by=teacher, now=now)
    assert (theirs.is_confirmed, theirs.registered_by, theirs.school) == (True, teacher, school)
    [mail] = outbox(to_address=colleague.email)
    assert f"{teacher} registered you" in mail.text
    assert register(activity, teacher, now).is_waiting


@pytest.mark.parametrize("audience", ["schools", "working_group"])
def test_only_a_colleague_for_whom_it_is_can_be_taken_along(now, audience):
    school = factories.SchoolFactory()
    teacher = factories.teacher(school)
    if audience == "schools":
        activity, other, refusal = factories.ActivityFactory(), factories.teacher(), actions.NoColleague
    else:
        membership = factories.GroupMembershipFactory(user=teacher)
        activity = factories.ActivityFactory(kind="group_meeting", working_group=membership.group, audience=20)
        other, refusal = factories.teacher(school), actions.NotTheirs
    with pytest.raises(refusal):
        actions.take_along(activity=activity, colleague=other, by=teacher, now=now)
    assert not activity.registrations.exists()


def test_the_project_lead_gives_a_place_before_the_others_and_says_why(now):
    lead = factories.project_lead()
    activity = factories.ActivityFactory(capacity=1)
    register(activity, factories.teacher(), now)
    first, second = (register(activity, factories.teacher(), now) for _ in range(2))
    given = actions.give_place(registration=second, reason=" Zij leidt een ronde. ", by=lead, now=now)
    activity.refresh_from_db()
    assert (given.is_confirmed, given.overruled_by, given.overruled_at) == (True, lead, now)
    assert given.overruled_because == "Zij leidt een ronde."
    assert (activity.capacity, activity.seats_taken, activity.people_waiting) == (2, 2, 1)
    first.refresh_from_db()
    assert first.is_waiting


def test_a_kept_place_can_be_given_without_one_more(now):
    school, _other = factories.SchoolFactory(), factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=2, kept_per_school=1, kept_until=factories.moment(7))
    register(activity, factories.teacher(school), now)
    waits = register(activity, factories.teacher(school), now)
    actions.give_place(registration=waits, reason="Gastvrouw.", by=factories.project_lead(), now=now)
    activity.refresh_from_db()
    assert (activity.capacity, activity.seats_taken) == (2, 2)


def test_no_place_is_given_without_a_reason(now):
    waits = factories.RegistrationFactory(waiting=True)
    with pytest.raises(actions.OverruleReasonMissing):
        actions.give_place(registration=waits, reason="  ", by=factories.project_lead(), now=now)
    waits.refresh_from_db()
    assert waits.is_waiting


# What the database refuses, whoever asks


def refused(message):
    return pytest.raises(IntegrityError, match=message)


def test_database_refuses_one_seat_too_many():
    activity = factories.ActivityFactory(capacity=1)
    factories.RegistrationFactory(activity=activity)
    with refused("activity_seats_within_capacity"), transaction.atomic():
        factories.RegistrationFactory(activity=activity)
    waits = factories.RegistrationFactory(activity=activity, waiting=True)
    with refused("activity_seats_within_capacity"), transaction.atomic():
        Registration.objects.filter(pk=waits.pk).update(state=State.CONFIRMED)


def test_database_refuses_a_capacity_below_those_inside():
    activity = factories.ActivityFactory(capacity=2)
    for _ in range(2):
        factories.RegistrationFactory(activity=activity)
    with refused("activity_seats_within_capacity"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(capacity=1)


def test_database_refuses_two_active_registrations_of_one_person():
    mine = factories.RegistrationFactory()
    with refused("registration_one_active_per_person"), transaction.atomic():
        factories.RegistrationFactory(activity=mine.activity, user=mine.user, waiting=True)


def test_database_refuses_attendance_without_a_place(now):
    waits = factories.RegistrationFactory(waiting=True)
    with refused("registration_attendance_of_a_place"), transaction.atomic():
        Registration.objects.filter(pk=waits.pk).update(was_present=True, presence_by=waits.user, presence_at=now)


def test_database_refuses_a_cancelled_registration_without_a_moment():
    mine = factories.RegistrationFactory()
    with refused("registration_cancelled_has_a_moment"), transaction.atomic():
        Registration.objects.filter(pk=mine.pk).update(state=State.CANCELLED)


def test_errors_of_the_database_become_refusals(now):
    """Someone who goes around the action fills the last seat between its look and its write."""
    activity = factories.ActivityFactory(capacity=1)

    def two(**second):
        with actions.seat_lock.seats_of(activity):
            mine = factories.RegistrationFactory(activity=activity)
            factories.RegistrationFactory(activity=activity, **({"user": mine.user} | second if second else {}))

    with pytest.raises(actions.Full):
        two()
    with pytest.raises(actions.AlreadyRegistered):
        two(waiting=True)
    assert not activity.registrations.exists()


def test_hand_over_keeps_the_seat_with_the_school_that_gives_it(now):
    """Otherwise that school would have a kept place again, at the cost of the other one."""
    giving, _other, third = factories.SchoolFactory(), factories.SchoolFactory(), factories.SchoolFactory()
    activity = factories.ActivityFactory(capacity=3, kept_per_school=1, kept_until=factories.moment(7))
    mine = register(activity, factories.teacher(giving), now)
    register(activity, factories.teacher(third), now)
    colleague = factories.teacher(third)
    waits = register(activity, colleague, now)
    factories.MembershipFactory(user=colleague, school=giving, starts_on=factories.day(-1))
    colleague = type(colleague).objects.get(pk=colleague.pk)

    theirs = actions.hand_over(registration=mine, colleague=colleague, by=mine.user, now=now)
    assert (theirs.pk, theirs.school, theirs.state) == (waits.pk, giving, State.CONFIRMED)
    assert register(activity, factories.teacher(giving), now).is_waiting


def test_free_place_passes_over_a_closed_account(now):
    activity = factories.ActivityFactory(capacity=1)
    mine = register(activity, factories.teacher(), now)
    closed = register(activity, factories.teacher(), now)
    waits = register(activity, factories.teacher(), now + datetime.timedelta(minutes=1))
    closed.user.is_active = False
    closed.user.save()
    actions.withdraw(registration=mine, by=mine.user, now=now)
    waits.refresh_from_db()
    closed.refresh_from_db()
    assert (waits.state, closed.state) == (State.CONFIRMED, State.WAITING)

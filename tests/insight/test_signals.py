"""Each source of signals: what it sees, what it leaves alone, and the step that solves it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from network.insight.facts import Facts, groups_between
from network.insight.participation import Part
from network.insight.signals import signals_in
from network.people.audience import Audience
from network.schools.models import School
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_portal_that_runs(settings):
    from django.core.management import call_command

    call_command("schedule_tasks")


def signals(**of_the_year):
    groups = list(groups_between(factories.day(-30), factories.day(30)))
    year = {"parts": [], "people_per_school": 2, "meetings_held": 0, "grants": [], "groups": groups} | of_the_year
    return signals_in(Facts.at(timezone.now(), **year))


def titles(**of_the_year):
    return [signal.title for signal in signals(**of_the_year)]


def test_quiet_portal_has_no_signals():
    factories.ThemeMeetingFactory()
    factories.SteeringMeetingFactory(starts_at=factories.moment(20))

    assert signals() == []


def test_place_is_missed_three_weeks_ahead():
    meeting = factories.ThemeMeetingFactory(title="Zonder zaal", place="", starts_at=factories.moment(17))
    for _ in range(2):
        factories.RegistrationFactory(activity=meeting)
    factories.ThemeMeetingFactory(place="", starts_at=factories.moment(25))
    factories.ThemeMeetingFactory(place="", online_link="https://overleg.example", starts_at=factories.moment(17))
    factories.ThemeMeetingFactory(place="", cancelled=True, starts_at=factories.moment(17))

    (signal,) = signals()

    assert (signal.line, signal.title) == ("theme_meeting", "“Zonder zaal” heeft nog geen plek")
    assert (signal.detail, signal.is_urgent) == ("over 17 dagen, 2 mensen komen", False)
    assert signal.url == reverse("activities:activity_move", args=[meeting.slug])


def test_place_of_a_draft_is_chosen_where_one_may_change_it():
    own = factories.ThemeMeetingFactory(draft=True, place="", starts_at=factories.moment(17))
    of_group = factories.GroupMeetingFactory(draft=True, place="", starts_at=factories.moment(17))
    place = {signal.title: signal.url for signal in signals() if "plek" in signal.title}
    assert place == {
        f"“{own}” heeft nog geen plek": own.address_to("edit"),
        f"“{of_group}” heeft nog geen plek": of_group.get_absolute_url(),
    }


def test_late_promise_of_a_working_group_stays_within_the_group():
    meeting = factories.GroupMeetingFactory(past=True)
    promise = factories.ActionItemFactory(activity=meeting, due_on=factories.day(-3))
    assert promise.title not in [signal.title for signal in signals()]


def test_draft_is_seen_four_weeks_ahead_unless_it_waits_for_agreement():
    draft = factories.ThemeMeetingFactory(draft=True, starts_at=factories.moment(26))
    factories.ThemeMeetingFactory(draft=True, starts_at=factories.moment(40))
    waiting = factories.ThemeMeetingFactory(draft=True)
    waiting.asked_by, waiting.asked_at = waiting.created_by, timezone.now()
    waiting.save()

    assert titles() == [f"Nog niemand ziet “{draft.title}”"]


def test_invitations_without_answer_are_counted_for_each_activity():
    meeting = factories.ThemeMeetingFactory(starts_at=factories.moment(5))
    factories.InvitationFactory(activity=meeting)
    factories.InvitationFactory(activity=meeting, declined_at=timezone.now())
    factories.RegistrationFactory(activity=meeting, user=factories.InvitationFactory(activity=meeting).user)
    factories.InvitationFactory(activity__starts_at=factories.moment(20))

    (signal,) = signals()

    assert signal.title == f"1 mens gaf nog geen antwoord voor “{meeting.title}”"
    assert (signal.detail, signal.is_urgent) == ("over 5 dagen, 1 mens komt", True)
    assert signal.url == reverse("activities:activity_participants", args=[meeting.slug])


def test_steering_meeting_without_agenda_is_seen_two_weeks_ahead():
    empty = factories.SteeringMeetingFactory(starts_at=factories.moment(10))
    full = factories.SteeringMeetingFactory(starts_at=factories.moment(10))
    factories.AgendaItemFactory(activity=full)
    factories.SteeringMeetingFactory(starts_at=factories.moment(20))

    assert titles() == [f"“{empty.title}” heeft nog geen agenda"]


def test_silent_schools_are_counted_with_a_button_to_remind():
    given = factories.PositionFactory(version__positions_due_on=factories.day(4))
    factories.SchoolFactory(), factories.SchoolFactory()
    factories.SchoolFactory(left_on=factories.day(-1))

    (signal,) = signals()

    assert (signal.title, signal.is_urgent) == ("2 scholen gaven nog geen standpunt", True)
    assert signal.url == reverse("steering:position_remind", args=[given.version.framework.slug, 1])


def test_proposal_on_which_all_answered_is_left_alone_until_its_last_day_is_over():
    version = factories.PositionFactory().version
    assert signals() == []

    version.positions_due_on = factories.day(-1)
    version.save()

    (signal,) = signals()
    assert signal.title == f"Alle standpunten over “{version.framework}” zijn binnen"
    assert signal.url == version.get_absolute_url()


def test_late_promise_names_who_made_it():
    late = factories.ActionItemFactory(due_on=factories.day(-1), activity=factories.SteeringMeetingFactory(past=True))
    factories.ActionItemFactory(due_on=factories.day(0))
    factories.ActionItemFactory(due_on=factories.day(-1), done=True)

    (signal,) = signals()

    assert (signal.title, signal.is_urgent) == (late.title, True)
    assert str(late.owner) in signal.detail
    assert signal.url == late.activity.get_absolute_url()


def test_decision_to_look_at_again_is_seen_until_it_is_on_an_agenda():
    decision = factories.DecisionFactory(review_on=factories.day(-1))
    factories.DecisionFactory(review_on=factories.day(1))
    assert titles() == [f"Kijk opnieuw naar het besluit “{decision.title}”"]

    factories.AgendaItemFactory(decision=decision)
    assert signals() == []


def test_account_of_a_grant_is_seen_two_months_ahead():
    grant = factories.GrantFactory(account_due_on=factories.day(50))
    others = [factories.GrantFactory(account_due_on=factories.day(days)) for days in (80, -1)]

    (signal,) = signals(grants=[grant, *others])

    assert signal.title == f"Verantwoording aan {grant.funder}"
    assert signal.url == grant.funder.get_absolute_url()


def test_group_without_a_framework_in_force_is_seen():
    factories.WorkingGroupFactory(frameworks=[factories.framework_in_force()])
    factories.WorkingGroupFactory(ends_on=factories.day(-1))
    adrift = [
        factories.WorkingGroupFactory(name="A"),
        factories.WorkingGroupFactory(name="B", frameworks=[factories.FrameworkFactory()]),
    ]

    assert titles() == [f"“{group.name}” heeft geen kader om in te werken" for group in adrift]


def part(name, people=2.0, hosted=1, visited=0):
    return Part(School(name=name), people, hosted, visited, frozenset())


def test_schools_with_few_people_are_named_together_once_there_was_a_meeting():
    schools = [part("De Een", 1.9), part("De Twee"), part("De Drie", 0)]

    assert signals(parts=schools) == []
    (signal,) = signals(parts=schools, meetings_held=2)
    assert signal.title == "2 scholen komen met te weinig mensen"
    assert signal.detail == "minder dan 2 mensen per bijeenkomst: De Een, De Drie"
    assert signal.url == reverse("activities:activity_plan_kind", args=["theme_meeting"])


def test_teachers_of_schools_with_few_people_are_invited_to_the_next_meeting(client_of):
    school, meeting = factories.SchoolFactory(), factories.ThemeMeetingFactory()
    teacher = factories.teacher(school=school)

    (signal,) = signals(parts=[Part(school, 0, 1, 0, frozenset())], meetings_held=2)
    assert signal.url.startswith(meeting.address_to("invite"))
    assert str(teacher) in client_of(factories.project_lead()).get(signal.url).content.decode()


def test_who_did_not_answer_within_a_group_is_for_the_group():
    soon = {"starts_at": factories.moment(5), "place": "Lokaal 3"}
    factories.InvitationFactory(activity=factories.GroupMeetingFactory(audience=Audience.WORKING_GROUP, **soon))
    shared = factories.GroupMeetingFactory(**soon)
    factories.InvitationFactory(activity=shared)

    (asked,) = [title for title in titles() if "geen antwoord" in title]
    assert shared.title in asked


def test_schools_that_stayed_at_home_are_named_once_others_did_not():
    home = part("De Een", hosted=0)

    assert signals(parts=[home, home]) == []
    (signal,) = signals(parts=[home, part("De Gast", hosted=0, visited=1), part("De Gastheer")])
    assert (signal.title, signal.detail) == (
        "1 school was nog niet op bezoek",
        "niet als gastheer en niet als gast: De Een",
    )


def test_lost_mail_is_counted():
    factories.OutgoingMailFactory(given_up=True)
    factories.OutgoingMailFactory(sent=True)

    (signal,) = signals()

    assert (signal.title, signal.url, signal.is_urgent) == ("1 mail kwam niet aan", "#mail", True)


def test_portal_that_stands_still_is_seen(time_machine):
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))

    (signal,) = signals()

    assert (signal.line, signal.url) == ("", reverse("health"))


def test_the_most_urgent_comes_first_and_what_has_no_day_last():
    factories.WorkingGroupFactory()
    grant = factories.GrantFactory(account_due_on=factories.day(50))
    factories.ActionItemFactory(due_on=factories.day(-3))
    factories.ThemeMeetingFactory(draft=True)

    assert [signal.due_on for signal in signals(grants=[grant])] == [
        factories.day(-3),
        factories.day(14),
        factories.day(50),
        None,
    ]

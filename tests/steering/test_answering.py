"""History of positions, talking about an objection until it is solved, reminders by themselves."""

import datetime

import pytest

from network.base.models import OutgoingMail
from network.schools.models import School
from network.steering import actions, tasks
from network.steering.consent import consent_of
from network.steering.models import FrameworkVersion, ObjectionRemark, Position, PositionChange, PositionReminder
from tests.factories import (
    FrameworkFactory,
    FrameworkVersionFactory,
    PositionFactory,
    SchoolFactory,
    day,
    moment,
    project_lead,
    school_leader,
    stand_in,
    teacher,
)

pytestmark = pytest.mark.django_db
Stance = Position.Stance


@pytest.fixture
def objection():
    """Of a school with a leader, on a proposal."""
    leader = school_leader()
    school = leader.memberships.get().school
    framework = FrameworkFactory(slug="taal")
    version = FrameworkVersionFactory(framework=framework, proposed=True, written_by=project_lead())
    return PositionFactory(version=version, school=school, objection=True, given_by=leader)


def take_back(objection, *, now, **fields):
    fields = {"stance": Stance.CONSENT, "reason": "", "solved": "", "seen_at": objection.given_at, **fields}
    return actions.give_position(
        version=objection.version, school=objection.school, by=objection.given_by, now=now, **fields
    )


def test_objection_is_taken_back_with_what_solved_it(objection, now):
    take_back(objection, solved="Het is nu na de toetsweek.", now=now)
    kept = PositionChange.objects.in_order().values_list("stance", "reason", "solved", "given_at")
    assert list(kept) == [
        ("objection", objection.reason, "", objection.given_at),
        ("consent", "", "Het is nu na de toetsweek.", now),
    ]
    assert not consent_of(objection.version, on=day()).objections


@pytest.mark.parametrize("solved", ["", "  "])
def test_objection_is_not_taken_back_in_silence(objection, now, solved):
    with pytest.raises(actions.SolutionMissing):
        take_back(objection, solved=solved, now=now)
    objection.refresh_from_db()
    assert objection.stance == Stance.OBJECTION


def test_what_solved_it_is_kept_only_with_an_objection_taken_back(objection, now):
    take_back(objection, stance=Stance.OBJECTION, reason="Nog steeds niet.", solved="Niets", now=now)
    assert Position.objects.get().solved == ""


def test_taking_back_on_the_page_asks_what_solved_it(objection, client_of):
    sent = {"school": objection.school_id, "stance": "consent", "seen": objection.given_at.isoformat(), "solved": ""}
    answer = client_of(objection.given_by).post("/stuurgroep/kaders/taal/versie/1/standpunt/", sent)
    assert answer.status_code == 422
    assert 'name="solved"' in answer.content.decode()
    answer = client_of(objection.given_by).post(
        "/stuurgroep/kaders/taal/versie/1/standpunt/", {**sent, "solved": "Een later begin."}
    )
    assert answer.status_code == 302
    assert Position.objects.get().solved == "Een later begin."


def test_message_about_an_objection_reaches_school_and_proposer(objection, now):
    other, deputy = school_leader(), stand_in(objection.school)
    remark = actions.remark_on_objection(position=objection, text="Helpt een later begin?", by=other, now=now)
    assert (remark.text, remark.written_by, remark.written_at) == ("Helpt een later begin?", other, now)
    to = set(OutgoingMail.objects.values_list("to_address", flat=True))
    assert to == {objection.given_by.email, deputy.email, objection.version.proposed_by.email}


def test_mail_about_an_objection_does_not_say_what_was_written(objection, now):
    actions.remark_on_objection(position=objection, text="GEHEIM", by=school_leader(), now=now)
    assert not [mail for mail in OutgoingMail.objects.all() if "GEHEIM" in mail.text + mail.html]


def test_nobody_outside_the_steering_group_talks_along(objection, now):
    with pytest.raises(actions.NotInSteeringGroup):
        actions.remark_on_objection(position=objection, text="Ook ik", by=teacher(objection.school), now=now)


def test_no_talk_about_an_objection_that_is_solved(objection, now, client_of):
    take_back(objection, solved="Later begin", now=now)
    answer = client_of(project_lead()).post(
        f"/stuurgroep/kaders/taal/versie/1/standpunt/{objection.school_id}/bericht/", {"text": "Nog een vraag"}
    )
    assert answer.status_code == 409
    assert "Nog een vraag" in answer.content.decode()
    assert not ObjectionRemark.objects.exists()


def test_page_shows_who_said_what_when(objection, now, client_of):
    actions.remark_on_objection(position=objection, text="Helpt een later begin?", by=school_leader(), now=now)
    take_back(objection, solved="Ja, in maart.", now=now)
    page = client_of(project_lead()).get("/stuurgroep/kaders/taal/versie/1/").content.decode()
    for words in (objection.reason, "Ja, in maart.", "Helpt een later begin?", str(objection.given_by)):
        assert words in page


def test_decision_keeps_the_road_to_each_position(objection, now):
    take_back(objection, solved="Ja, in maart.", now=now)
    decision = actions.adopt(
        version=objection.version, title="Taal", text="", review_on=None, by=project_lead(), now=now
    )
    assert [(row["stance"], row["solved"]) for row in decision.positions[0]["history"]] == [
        ("objection", ""),
        ("consent", "Ja, in maart."),
    ]


# Reminders by themselves


@pytest.fixture
def proposal(time_machine):
    """Proposed on 1 March 2027 until the 15th; one school with a leader, at noon."""
    time_machine.move_to(noon(1), tick=False)
    school_leader()
    return FrameworkVersionFactory(proposed=True, proposed_at=noon(1), positions_due_on=datetime.date(2027, 3, 15))


def noon(march):
    return datetime.datetime(2027, 3, march, 11, tzinfo=datetime.UTC)


def reminders_on(days, time_machine):
    """How many people were reminded on each day of March."""
    sent = []
    for march in days:
        time_machine.move_to(noon(march), tick=False)
        sent.append(tasks.remind_schools_by_itself())
    return sent


def test_schools_are_reminded_half_way_and_a_day_before(proposal, time_machine):
    sent = reminders_on(range(1, 18), time_machine)
    assert [march for march, count in zip(range(1, 18), sent, strict=True) if count] == [8, 14]
    assert OutgoingMail.objects.count() == 2


def test_reminder_goes_out_once_a_moment(proposal, time_machine):
    assert reminders_on([8, 8, 9], time_machine) == [1, 0, 0]


def test_who_answered_is_not_reminded(proposal, time_machine):
    PositionFactory(version=proposal, school=School.objects.get())
    assert reminders_on([8, 14], time_machine) == [0, 0]


def test_more_time_makes_new_moments(proposal, time_machine):
    assert reminders_on([8, 14], time_machine) == [1, 1]
    FrameworkVersion.objects.update(positions_due_on=datetime.date(2027, 3, 21))
    assert reminders_on([15, 20], time_machine) == [1, 1]
    assert PositionReminder.objects.count() == 4


def test_no_reminder_on_the_day_on_which_somebody_pressed_the_button(proposal, time_machine):
    FrameworkVersion.objects.update(reminded_by=project_lead(), reminded_at=noon(8))
    assert reminders_on([8, 9], time_machine) == [0, 1]


def test_short_term_has_one_reminder(proposal, time_machine):
    FrameworkVersion.objects.update(positions_due_on=datetime.date(2027, 3, 3))
    assert reminders_on([1, 2, 3], time_machine) == [0, 1, 0]


# What happens next


@pytest.mark.parametrize(
    ("due", "fields", "words"),
    [
        (3, {}, "telt niet als instemming"),
        (-1, {"objection": True}, "er staat een bezwaar open"),
        (-1, None, "zonder genoeg antwoorden"),
        (-1, {}, "de projectleider kan het vaststellen"),
    ],
)
def test_one_sentence_says_what_happens_next(due, fields, words):
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day(due))
    school = SchoolFactory()
    if fields is not None:
        PositionFactory(version=version, school=school, **fields)
    assert words in consent_of(version, on=day()).what_happens_next


def test_sentence_is_on_the_page(client_of):
    version = FrameworkVersionFactory(proposed=True, positions_due_on=day(-1), proposed_at=moment(-20))
    page = client_of(project_lead()).get(version.get_absolute_url()).content.decode()
    assert "De termijn is voorbij" in page

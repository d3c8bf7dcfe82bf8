"""After a meeting: an evaluation without names, and what people are going to try."""

import datetime

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError
from openpyxl import load_workbook

from network.dashboard.asks import asks_of
from network.people.models import User
from network.theme_meetings import evaluating
from network.theme_meetings.actions import looking_back as actions
from network.theme_meetings.models import Evaluation, EvaluationGiven, EvaluationSheet, Harvest
from tests import factories as make

pytestmark = pytest.mark.django_db
START = datetime.datetime(2027, 3, 30, 13, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
END = START + 2 * HOUR
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def meeting():
    return make.ThemeMeetingFactory(starts_at=START, ends_at=END)


@pytest.fixture
def mine(meeting):
    return make.RegistrationFactory(activity=meeting, present=True)


@pytest.fixture
def afterwards():
    with time_machine.travel(END + HOUR, tick=False) as clock:
        yield clock


def path(meeting, page="terugkijken"):
    return f"/themabijeenkomsten/{meeting.slug}/{page}"


def sheet(*answers):
    return {"part": "sheet", **{f"question-{index}": answer for index, answer in enumerate(answers)}}


def handed_in(client_of, meeting, number):
    for index in range(number):
        person = make.RegistrationFactory(activity=meeting, present=True).user
        client_of(person).post(path(meeting) + "/", sheet(4, f"Het beste van {index}", ""))


def test_a_sheet_is_kept_without_a_name(client_of, meeting, mine, afterwards):
    client = client_of(mine.user)
    page = client.post(path(meeting) + "/", sheet("5", "De werkvorm.", ""), follow=True).content.decode()
    assert "Je naam staat er niet bij." in page
    assert EvaluationSheet.objects.get().answers == [5, "De werkvorm.", None]
    assert {field.name for field in EvaluationSheet._meta.get_fields()} == {"id", "evaluation", "answers"}
    assert "Dit heb je ingevuld. Dank je wel!" in page


def test_no_trail_tells_who_said_what():
    trails = {model._meta.db_table for model in apps.get_models()}
    assert not {"theme_meetings_evaluationsheetevent", "theme_meetings_evaluationgivenevent"} & trails


def test_nobody_hands_in_twice(client_of, meeting, mine, afterwards):
    for _ in range(2):
        client_of(mine.user).post(path(meeting) + "/", sheet("5", "x", ""))
    assert EvaluationSheet.objects.count() == EvaluationGiven.objects.count() == 1


def test_an_empty_sheet_comes_back(client_of, meeting, mine, afterwards):
    page = client_of(mine.user).post(path(meeting) + "/", sheet("", "", "")).content.decode()
    assert "Beantwoord minstens één vraag." in page
    assert not EvaluationSheet.objects.exists()


@pytest.mark.parametrize("answers", [("9", "", ""), ("x", "", ""), ("", "a" * 1001, "")])
def test_what_is_no_answer_is_refused(client_of, meeting, mine, afterwards, answers):
    assert client_of(mine.user).post(path(meeting) + "/", sheet(*answers)).status_code == 200
    assert not EvaluationSheet.objects.exists()


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ({"present": True}, END - HOUR),
        ({"present": True}, END + 7 * WEEK),
        ({"was_present": False, "presence_at": START}, END + HOUR),
        ({"waiting": True}, END + HOUR),
    ],
)
def test_only_who_was_there_looks_back_and_in_time(client_of, meeting, fields, moment):
    extra = {"presence_by": meeting.created_by} if "presence_at" in fields else {}
    row = make.RegistrationFactory(activity=meeting, **fields, **extra)
    with time_machine.travel(moment, tick=False):
        assert client_of(row.user).get(path(meeting) + "/").status_code == 302
        with pytest.raises(actions.NotNow):
            actions.evaluate(registration=row, meeting=meeting, answers=[1, "", ""], now=moment)


# What organisers see


def test_four_sheets_show_nothing_and_five_show_all(client_of, meeting, afterwards):
    organiser = client_of(meeting.created_by)
    handed_in(client_of, meeting, 4)
    page = organiser.get(path(meeting, "evaluatie/")).content.decode()
    assert "Je ziet wat ze zeiden zodra er 5 zijn." in page
    assert "Het beste van" not in page
    assert organiser.get(path(meeting, "evaluatie/uitkomst.csv")).status_code == 404
    handed_in(client_of, meeting, 1)
    page = organiser.get(path(meeting, "evaluatie/")).content.decode()
    assert page.count("Het beste van") == 5
    assert "<b>4" in page


def test_download_has_the_answers_and_no_names(client_of, meeting, afterwards, tmp_path):
    handed_in(client_of, meeting, 5)
    organiser = client_of(meeting.created_by)
    text = organiser.get(path(meeting, "evaluatie/uitkomst.csv")).content.decode()
    assert text.count("Het beste van") == 5
    assert not any(str(row.user.family_name) in text for row in meeting.registrations.all())
    (tmp_path / "a.xlsx").write_bytes(b"".join(organiser.get(path(meeting, "evaluatie/uitkomst.xlsx"))))
    assert load_workbook(tmp_path / "a.xlsx").active.max_row == 6
    assert organiser.get(path(meeting, "evaluatie/uitkomst.exe")).status_code == 404


def test_choices_are_counted(meeting):
    evaluation = make.EvaluationFactory(meeting=meeting)
    for option in ["Een", "Een", "Twee", None, "Een"]:
        make.EvaluationSheetFactory(evaluation=evaluation, answers=[None, option, ""])
    number, [scale, choice, text] = evaluating.results(meeting)
    assert (number, scale["mean"], scale["answered"]) == (5, None, 0)
    assert choice["counts"] == [("Een", 3), ("Twee", 1)]
    assert text["texts"] == []


def asked(*rows):
    rows = [*rows, *[("", "text", "")] * (5 - len(rows))]
    names = ("label", "kind", "options")
    return {f"{name}-{index}": value for index, row in enumerate(rows) for name, value in zip(names, row, strict=True)}


def test_organisers_choose_the_questions(client_of, meeting):
    client_of(meeting.created_by).post(
        path(meeting, "evaluatie/vragen/"), asked(("Hoe was de zaal?", "scale", ""), ("Welke?", "choice", "Een\nTwee"))
    )
    assert Evaluation.objects.get(meeting=meeting).questions == [
        {"kind": "scale", "label": "Hoe was de zaal?"},
        {"kind": "choice", "label": "Welke?", "options": ["Een", "Twee"]},
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Vraag minstens één en hoogstens vijf dingen."),
        ([("Welke?", "choice", "Een")], "minstens twee en hoogstens"),
    ],
)
def test_questions_that_are_not_right_come_back(client_of, meeting, rows, said):
    page = client_of(meeting.created_by).post(path(meeting, "evaluatie/vragen/"), asked(*rows)).content.decode()
    assert said in page
    assert not Evaluation.objects.exists()


def test_questions_stay_once_somebody_answered(client_of, meeting):
    evaluation = make.EvaluationSheetFactory(evaluation__meeting=meeting).evaluation
    page = client_of(meeting.created_by).post(
        path(meeting, "evaluatie/vragen/"), asked(("Anders?", "text", "")), follow=True
    )
    assert "dus ze blijven zoals ze zijn" in page.content.decode()
    with pytest.raises(IntegrityError):
        Evaluation.objects.filter(pk=evaluation.pk).update(questions=[{"kind": "text", "label": "Anders?"}])


# The harvest


def test_what_i_am_going_to_try_is_kept_and_can_be_put_better(client_of, meeting, mine, afterwards):
    client = client_of(mine.user)
    for said in ("Elke les een vraag.", "Elke les beginnen met een vraag."):
        client.post(path(meeting) + "/", {"part": "harvest", "will_try": said})
    assert Harvest.objects.get().will_try == "Elke les beginnen met een vraag."


def test_nobody_else_reads_it(client_of, meeting, mine, afterwards):
    make.HarvestFactory(registration=mine, will_try="Vertrouwelijk")
    organiser = client_of(meeting.created_by)
    for page in ("", "evaluatie/", "bewijzen/"):
        assert "Vertrouwelijk" not in organiser.get(path(meeting, page)).content.decode()


# On the start page


def asks(registration, now):
    person = User.objects.get(pk=registration.user_id)
    return [ask.url for ask in asks_of(person, now=now)]


def test_looking_back_is_asked_until_one_did(meeting, mine):
    with time_machine.travel(END + HOUR, tick=False):
        assert path(meeting) + "/" in asks(mine, END + HOUR)
        make.HarvestFactory(registration=mine)
        assert path(meeting) + "/" not in asks(mine, END + HOUR)


def test_after_six_weeks_it_is_asked_whether_it_worked(meeting, mine):
    harvest = make.HarvestFactory(registration=mine)
    address = f"/verhalen/oogst/{harvest.pk}/"
    for weeks, is_asked in [(5, False), (6.1, True), (15, False)]:
        with time_machine.travel(END + weeks * WEEK, tick=False):
            assert (address in asks(mine, END + weeks * WEEK)) is is_asked

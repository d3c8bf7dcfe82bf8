"""What organisers ask of whoever registers, and the answers."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.db import IntegrityError
from django.urls import reverse

from network.activities import actions
from network.activities.models import Answer, Question, Registration
from network.activities.questions import asked_of
from network.base.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db


def address(verb, activity, *args):
    return reverse(f"activities:{verb}", args=[activity.slug, *args])


def answers_of(user):
    rows = Answer.objects.filter(registration__user=user).order_by("question__rank", "question")
    return list(rows.values_list("question__label", "values"))


def sent(*pairs):
    """Answers as the browser sends them."""
    return {"answers": "1", **{f"question_{question.pk}": value for question, value in pairs}}


@pytest.fixture
def activity():
    return factories.ActivityFactory(capacity=10)


# Whom it is asked


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        ([], ["teacher", "leader", "partner", "lead", "guest"]),
        (["TEACHER"], ["teacher"]),
        (["SCHOOL_LEADER", "PARTNER_CONTACT"], ["leader", "partner"]),
        (["GUEST"], ["guest"]),
    ],
)
def test_question_is_asked_of_its_kinds_of_people(activity, asked, people):
    question = factories.QuestionFactory(activity=activity, asked_of=asked)
    everyone = {
        "teacher": factories.teacher(),
        "leader": factories.school_leader(),
        "partner": factories.partner_contact(),
        "lead": factories.project_lead(),
        "guest": None,
    }
    assert [name for name, user in everyone.items() if asked_of(activity, user) == [question]] == people


def test_what_is_no_longer_asked_and_what_others_ask_is_not_asked(activity, now):
    factories.QuestionFactory(activity=activity, ended_at=now)
    factories.QuestionFactory()
    assert asked_of(activity, factories.teacher()) == []


# Registering


def test_without_questions_registering_is_one_press(client_of, activity):
    user = factories.teacher()
    client = client_of(user)
    assert (
        f'action="{address("activity_register", activity)}"' in client.get(activity.get_absolute_url()).content.decode()
    )
    client.post(address("activity_register", activity))
    assert activity.registrations.get().user == user


def test_questions_come_first_and_arrive_with_the_registration(client_of, activity):
    words = factories.QuestionFactory(activity=activity, label="Wat eet je niet?")
    one = factories.QuestionFactory(activity=activity, choice=True, is_required=True, rank=2)
    more = factories.QuestionFactory(activity=activity, several=True, rank=3)
    number = factories.QuestionFactory(activity=activity, number=True, rank=4)
    user = factories.teacher()
    client, page = client_of(user), address("activity_register", activity)
    assert f'href="{page}"' in client.get(activity.get_absolute_url()).content.decode()
    assert "Wat eet je niet?" in client.get(page).content.decode()
    assert client.post(page).status_code == 200
    assert not activity.registrations.exists()

    client.post(page, sent((words, "Noten"), (one, "Lezen"), (more, ["Soep", "Fruit"]), (number, "3")))
    assert activity.registrations.get().is_confirmed
    assert answers_of(user) == [
        (words.label, ["Noten"]),
        (one.label, ["Lezen"]),
        (more.label, ["Soep", "Fruit"]),
        (number.label, ["3"]),
    ]


def test_missing_or_impossible_answers_come_back_filled_in(client_of, activity):
    words = factories.QuestionFactory(activity=activity)
    one = factories.QuestionFactory(activity=activity, choice=True, is_required=True)
    number = factories.QuestionFactory(activity=activity, number=True)
    client = client_of(factories.teacher())
    data = sent((words, "Dit typte ik"), (one, "Iets anders"), (number, "-4"))
    response = client.post(address("activity_register", activity), data)
    form = response.context["form"]
    assert set(form.errors) == {f"question_{one.pk}", f"question_{number.pk}"}
    assert "Dit typte ik" in response.content.decode()
    assert not Registration.objects.exists()


def test_what_may_stay_empty_makes_no_answer(client_of, activity):
    questions = [
        factories.QuestionFactory(activity=activity),
        factories.QuestionFactory(activity=activity, choice=True),
        factories.QuestionFactory(activity=activity, several=True),
        factories.QuestionFactory(activity=activity, number=True),
    ]
    user = factories.teacher()
    client_of(user).post(address("activity_register", activity), sent((questions[0], ""), (questions[1], "")))
    assert (activity.registrations.count(), answers_of(user)) == (1, [])


def test_zero_is_an_answer(client_of, activity):
    number = factories.QuestionFactory(activity=activity, number=True, is_required=True)
    user = factories.teacher()
    client_of(user).post(address("activity_register", activity), sent((number, "0")))
    assert answers_of(user) == [(number.label, ["0"])]


def test_pressing_twice_gives_one_registration_and_one_set_of_answers(client_of, activity):
    words = factories.QuestionFactory(activity=activity)
    user = factories.teacher()
    client = client_of(user)
    for _ in range(2):
        client.post(address("activity_register", activity), sent((words, "Noten")))
    assert (activity.registrations.count(), answers_of(user)) == (1, [(words.label, ["Noten"])])
    assert OutgoingMail.objects.filter(to_address=user.email).count() == 1


def test_a_question_of_another_kind_of_people_sent_along_is_ignored(client_of, activity):
    factories.QuestionFactory(activity=activity)
    other = factories.QuestionFactory(activity=activity, asked_of=["PARTNER_CONTACT"])
    user = factories.teacher()
    client_of(user).post(address("activity_register", activity), sent((other, "Binnengesmokkeld")))
    assert (activity.registrations.count(), answers_of(user)) == (1, [])


def test_registering_after_the_deadline_keeps_no_answers(client_of):
    activity = factories.ActivityFactory(register_until=factories.moment(-1))
    words = factories.QuestionFactory(activity=activity)
    client_of(factories.teacher()).post(address("activity_register", activity), sent((words, "Noten")))
    assert (Registration.objects.count(), Answer.objects.count()) == (0, 0)


def test_register_page_offers_one_button_to_who_comes_from_a_mail(client_of, activity):
    client = client_of(factories.teacher())
    response = client.get(address("activity_register", activity))
    assert response.context["card"].state == "open"
    assert not response.context["form"].fields
    factories.RegistrationFactory(activity=activity, user=response.wsgi_request.user)
    assert client.get(address("activity_register", activity)).url == activity.get_absolute_url()


# Changing


def test_answers_change_until_the_deadline(client_of, activity):
    question = factories.QuestionFactory(activity=activity)
    mine = factories.AnswerFactory(question=question).registration
    client, page = client_of(mine.user), address("activity_answers", activity)
    assert "Graag zonder noten" in client.get(page).content.decode()
    client.post(page, sent((question, "Toch wel noten")))
    assert answers_of(mine.user) == [(question.label, ["Toch wel noten"])]
    client.post(page, sent((question, "")))
    assert answers_of(mine.user) == []

    activity.register_until = factories.moment(-1)
    activity.save()
    response = client.post(page, sent((question, "Te laat")))
    assert (response.status_code, answers_of(mine.user)) == (200, [])
    assert "te laat om dit hier te veranderen" in client.get(page).content.decode()


def test_answers_do_not_change_once_it_began_or_one_withdrew(now):
    question = factories.QuestionFactory()
    mine = factories.AnswerFactory(question=question).registration
    after = question.activity.starts_at + datetime.timedelta(minutes=1)
    with pytest.raises(actions.HasBegun):
        actions.change_answers(registration=mine, answers=[(question, ["Te laat"])], now=after)
    actions.withdraw(registration=mine, by=mine.user, now=now)
    with pytest.raises(actions.NotRegistered):
        actions.change_answers(registration=mine, answers=[(question, ["Te laat"])], now=now)
    assert answers_of(mine.user) == [(question.label, ["Graag zonder noten"])]


def test_a_choice_that_is_no_longer_offered_can_stay(client_of, activity):
    question = factories.QuestionFactory(activity=activity, choice=True, options=["Rekenen", "Gym"])
    mine = factories.AnswerFactory(question=question, values=["Lezen"]).registration
    client_of(mine.user).post(address("activity_answers", activity), sent((question, "Lezen")))
    assert answers_of(mine.user) == [(question.label, ["Lezen"])]


def test_nobody_reads_or_changes_answers_of_another(client_of, activity):
    question = factories.QuestionFactory(activity=activity)
    factories.AnswerFactory(question=question)
    response = client_of(factories.teacher()).get(address("activity_answers", activity))
    assert response.url == activity.get_absolute_url()


def test_page_says_that_an_answer_is_missing(client_of, activity):
    mine = factories.RegistrationFactory(activity=activity)
    question = factories.QuestionFactory(activity=activity, is_required=True)
    page = client_of(mine.user).get(activity.get_absolute_url())
    assert page.context["misses_answers"]
    factories.AnswerFactory(question=question, registration=mine)
    assert not client_of(mine.user).get(activity.get_absolute_url()).context["misses_answers"]


# Asking


def form(**fields):
    return {"label": "Wat wil je leren?", "kind": "text", **fields}


def test_organiser_asks_and_the_order_can_change(client_of, activity):
    client = client_of(activity.created_by)
    client.post(address("question_add", activity), form())
    client.post(address("question_add", activity), form(label="Lunch?", kind="choice", options=" Soep \n\nBrood\nSoep"))
    first, second = Question.objects.in_order()
    assert (second.options, second.rank, second.asked_of) == (["Soep", "Brood"], 2, [])
    client.post(address("question_shift", activity, second.pk), {"omhoog": "1"})
    assert list(Question.objects.in_order()) == [second, first]
    assert [question.label for question in client.get(address("question_list", activity)).context["asked"]] == [
        "Lunch?",
        "Wat wil je leren?",
    ]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"label": ""}, ["label"]),
        ({"kind": "choice", "options": "Alleen dit"}, ["options"]),
        ({"kind": "several", "options": "\n".join(map(str, range(13)))}, ["options"]),
        ({"kind": "choice", "options": f"Kort\n{'a' * 121}"}, ["options"]),
        ({"kind": "essay"}, ["kind"]),
        ({"asked_of": ["ADMINISTRATOR"]}, ["asked_of"]),
    ],
)
def test_question_that_cannot_be_is_refused_in_words(client_of, activity, fields, wrong):
    response = client_of(activity.created_by).post(address("question_add", activity), form(**fields))
    assert list(response.context["form"].errors) == wrong
    assert not Question.objects.exists()


def test_the_same_is_not_asked_twice(client_of, activity):
    client = client_of(activity.created_by)
    client.post(address("question_add", activity), form())
    response = client.post(address("question_add", activity), form())
    assert response.context["form"].errors
    assert Question.objects.count() == 1


def test_kind_stays_once_people_answered(client_of, activity):
    question = factories.AnswerFactory(question__activity=activity).question
    client = client_of(activity.created_by)
    page = address("question_edit", activity, question.pk)
    assert "kind" not in client.get(page).context["form"].fields
    client.post(page, form(label="Anders gezegd", kind="number"))
    question.refresh_from_db()
    assert (question.label, question.kind) == ("Anders gezegd", "text")


def test_what_is_no_longer_asked_keeps_its_answers_and_can_be_asked_again(client_of, activity):
    question = factories.AnswerFactory(question__activity=activity).question
    client, page = client_of(activity.created_by), address("question_stop", activity, question.pk)
    client.post(page)
    question.refresh_from_db()
    assert (question.ended_at is None, Answer.objects.count()) == (False, 1)
    client.post(page, {"weer": "1"})
    question.refresh_from_db()
    assert question.ended_at is None


def test_question_of_another_activity_is_not_there(client_of, activity):
    question = factories.QuestionFactory()
    assert client_of(activity.created_by).get(address("question_edit", activity, question.pk)).status_code == 404


def test_database_refuses_an_answer_to_a_question_of_another_activity():
    with pytest.raises(IntegrityError, match="a question of another activity"):
        factories.AnswerFactory(registration=factories.RegistrationFactory())


# Lists


@pytest.fixture
def answered(activity):
    """An activity with two people, one of whom answered a choice, a number and in words."""
    for kind, values in [("choice", ["Lezen"]), ("number", ["3"]), ("", ["=1+1"])]:
        question = factories.QuestionFactory(activity=activity, **({kind: True} if kind else {}))
        mine = Registration.objects.first() or factories.RegistrationFactory(activity=activity)
        factories.AnswerFactory(question=question, registration=mine, values=values)
    factories.RegistrationFactory(activity=activity)
    return mine


def test_organiser_reads_answers_with_counts(client_of, activity, answered):
    page = client_of(activity.created_by).get(address("activity_participants", activity))
    one, number, words = page.context["summaries"]
    assert (one.counts, number.total) == ([("Lezen", 1), ("Rekenen", 0)], 3)
    assert [(row, str(answer)) for row, answer in words.answers] == [(answered, "=1+1")]


def test_answers_are_for_organisers_alone(client_of, activity, answered):
    leader = factories.school_leader(answered.school)
    page = client_of(leader).get(address("activity_participants", activity))
    assert page.context["summaries"] == []
    table = client_of(leader).get(address("participants_download", activity)).content.decode()
    assert "Lezen" not in table


def test_answers_stand_in_both_tables_and_no_formula_runs(client_of, activity, answered):
    client = client_of(activity.created_by)
    text = client.get(address("participants_download", activity)).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    labels = list(Question.objects.in_order().values_list("label", flat=True))
    assert rows[0][6:] == labels
    assert sorted(row[6:] for row in rows[1:]) == [["", "", ""], ["Lezen", "3", "'=1+1"]]
    book = openpyxl.load_workbook(io.BytesIO(client.get(address("participants_workbook", activity)).content))
    cells = [[cell.value for cell in row[6:]] for row in book.active.iter_rows(min_row=2)]
    assert ["Lezen", 3, "'=1+1"] in cells


def test_answers_go_a_year_after_the_activity_and_with_the_person():
    from network.privacy.registry import holdings

    (holding,) = [holding for holding in holdings() if holding.model == "activities.Answer"]
    old = factories.AnswerFactory(question__activity=factories.ThemeMeetingFactory(starts_at=factories.moment(-370)))
    new = factories.AnswerFactory(question__activity=factories.ThemeMeetingFactory(starts_at=factories.moment(-300)))
    (expiry,) = holding.expires
    assert list(expiry.over(holding.rows(), now=factories.moment())) == [old]
    assert list(holding.rows_that_go(new.registration.user)) == [new]


def test_words_of_an_answer_stay_out_of_the_trail():
    from django.apps import apps

    answer = factories.AnswerFactory(values=["Geheim dieet"])
    (event,) = apps.get_model("activities.AnswerEvent").objects.values()
    assert event["pgh_obj_id"] == answer.pk
    assert "Geheim dieet" not in str(event)

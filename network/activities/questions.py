"""What is asked of somebody with a registration, and the answers of all as a list."""

import collections
import dataclasses

from network.activities.models import Answer, Question
from network.activities.models.question import kinds_of
from network.base.prepared import prepared


@prepared
def _asked(*, activity):
    return Question.objects.open().in_order().filter(activity=activity)


def asked_of(activity, user):
    """The questions that this person gets on registering; None is a guest.

    Costs a query, unless the activity was found `for_page` and asks nothing.
    """
    questions = _asked(activity=activity.pk) if getattr(activity, "has_questions", True) else []
    if not questions:
        return []
    kinds = kinds_of(user)
    return [question for question in questions if question.is_asked_of(kinds)]


def asked_in(activities, user):
    """The questions that this person gets on registering for these activities, in the order of each."""
    kinds = kinds_of(user)
    questions = Question.objects.open().filter(activity__in=activities).in_order()
    return [question for question in questions if question.is_asked_of(kinds)]


def given(registration):
    """What was answered: a dict of the key of a question → values."""
    return dict(Answer.objects.filter(registration=registration).values_list("question", "values"))


def is_missing_answers(registration, questions):
    """Whether something that must be answered is not; also where somebody else did the registering."""
    required = {question.pk for question in questions if question.is_required}
    return bool(required and required - given(registration).keys())


@dataclasses.dataclass(frozen=True)
class Summary:
    """One question with what everyone answered, for its organisers: pairs of a registration and an answer.

    `counts` are pairs of an option and how many chose it, `total` is the sum of numbers.
    """

    question: Question
    answers: list
    counts: list
    total: int | None


def table_of(activity):
    """The questions that have answers or are still asked, and a dict of (registration, question) → `Answer`."""
    questions = list(Question.objects.filter(activity=activity).in_order())
    answers = Answer.objects.filter(question__activity=activity) if questions else []
    by_cell = {(each.registration_id, each.question_id): each for each in answers}
    answered = {question for _registration, question in by_cell}
    return [each for each in questions if not each.ended_at or each.pk in answered], by_cell


def summaries(activity, registrations):
    """What these registrations (a list in the order of the page) answered, question by question."""
    questions, by_cell = table_of(activity)
    return [
        summary(
            question, [(row, by_cell[row.pk, question.pk]) for row in registrations if (row.pk, question.pk) in by_cell]
        )
        for question in questions
    ]


def summary(question, answers):
    chosen = collections.Counter(value for _row, answer in answers for value in answer.values)
    options = [*question.options, *(value for value in chosen if value not in question.options)]
    is_number = question.kind == Question.Kind.NUMBER
    return Summary(
        question=question,
        answers=answers,
        counts=[(option, chosen[option]) for option in options] if question.has_options else [],
        total=sum(int(value) for value in chosen.elements()) if is_number else None,
    )


def cell(question, answer):
    """What a spreadsheet gets: a number as a number, several choices beside each other."""
    if answer is None:
        return ""
    return int(answer.values[0]) if question.kind == Question.Kind.NUMBER else str(answer)

"""What people say after a meeting: what they thought of it, and what they are going to try."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.theme_meetings import evaluating
from network.theme_meetings.models import Evaluation, EvaluationGiven, EvaluationSheet, Harvest

FROM_BEFORE_THE_END = datetime.timedelta(minutes=30)
UNTIL_AFTER_IT = datetime.timedelta(weeks=6)


class NotNow(Refusal):
    sentence = _("One can look back from half an hour before the end until six weeks after it, if one was there.")


class AlreadyGiven(Refusal):
    sentence = _("You have already filled this in. Thank you!")


class AlreadyAnswered(Refusal):
    sentence = _("People have already answered these questions, so they stay as they are.")


def can_look_back(registration, meeting, *, now):
    """Whether somebody was there, or is there now, and remembers it."""
    if not registration or not registration.is_confirmed or registration.was_present is False:
        return False
    is_time = meeting.ends_at - FROM_BEFORE_THE_END <= now <= meeting.ends_at + UNTIL_AFTER_IT
    return meeting.is_published and is_time


@transaction.atomic
def choose_questions(*, meeting, questions):
    """Ask these of who was there. Raises AlreadyAnswered once somebody did."""
    try:
        with transaction.atomic():
            Evaluation.objects.update_or_create(meeting=meeting, defaults={"questions": questions})
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name == "questions_stay_once_answered":
            raise AlreadyAnswered from None
        raise


@transaction.atomic
def evaluate(*, registration, meeting, answers, now):
    """Hand in a sheet. `answers` are in the order of the questions. Raises NotNow and AlreadyGiven.

    The sheet is written without a trace of whose it is.
    """
    if not can_look_back(registration, meeting, now=now):
        raise NotNow
    _given, is_new = EvaluationGiven.objects.get_or_create(
        registration=registration, defaults={"given_on": localdate(now)}
    )
    if not is_new:
        raise AlreadyGiven
    questions = {"questions": evaluating.standard()}
    evaluation, _made = Evaluation.objects.get_or_create(meeting=meeting, defaults=questions)
    EvaluationSheet.objects.create(evaluation=evaluation, answers=answers)


@transaction.atomic
def say_what_to_try(*, registration, meeting, will_try, now):
    """Write down, or change, what somebody is going to try. Raises NotNow."""
    if not can_look_back(registration, meeting, now=now):
        raise NotNow
    said = {"will_try": will_try, "said_at": now}
    Harvest.objects.update_or_create(registration=registration, defaults=said)

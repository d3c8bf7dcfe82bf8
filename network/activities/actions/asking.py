"""What organisers ask, and what people answer."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from network.activities.actions.seat_lock import refuse_after_deadline, refuse_unless_open
from network.activities.models import Answer, Question, Registration
from network.base.refusal import Refusal


class NotRegistered(Refusal):
    sentence = _("You are not registered any more, so there is nothing to answer.")


def keep_answers(registration, answers, *, now):
    """Write down what a person answered, inside the transaction of the caller.

    `answers` are pairs of a `Question` and its values (text); no values take an earlier answer away.
    """
    for question, values in answers:
        if values:
            Answer.objects.update_or_create(
                registration=registration, question=question, defaults={"values": values, "given_at": now}
            )
        else:
            Answer.objects.filter(registration=registration, question=question).delete()


@transaction.atomic
def change_answers(*, registration, answers, now):
    """Answer anew, until the last moment to register. Returns the registration.

    Raises NotRegistered for who withdrew meanwhile.
    """
    registration = (
        Registration.objects.select_for_update(of=("self",)).select_related("activity").get(pk=registration.pk)
    )
    if registration.state == Registration.State.CANCELLED:
        raise NotRegistered
    refuse_unless_open(registration.activity, now=now)
    refuse_after_deadline(registration.activity, now=now)
    keep_answers(registration, answers, now=now)
    return registration


@transaction.atomic
def ask(*, question):
    """Add a question at the end of those of its activity."""
    last = Question.objects.filter(activity=question.activity_id).aggregate(last=Max("rank"))["last"]
    question.rank = (last or 0) + 1
    question.save()
    return question


def stop_asking(*, question, now):
    """Ask it of nobody any more; the answers that are there stay. Twice does nothing more."""
    Question.objects.open().filter(pk=question.pk).update(ended_at=now)


@transaction.atomic
def ask_again(*, question):
    """Take it up again, at the end of the row; the same question is never asked twice."""
    if Question.objects.open().filter(activity=question.activity_id, label=question.label).exists():
        return
    question.ended_at = None
    ask(question=question)


@transaction.atomic
def shift_question(*, question, up):
    """Let a question change places with the one above it (or below it)."""
    row = list(Question.objects.select_for_update().open().filter(activity=question.activity_id).in_order())
    if question not in row:
        return
    here = row.index(question)
    there = here - 1 if up else here + 1
    if 0 <= there < len(row):
        row[here], row[there] = row[there], row[here]
    for rank, each in enumerate(row, start=1):
        each.rank = rank
    Question.objects.bulk_update(row, ["rank"])

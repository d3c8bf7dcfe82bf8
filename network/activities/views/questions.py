"""What organisers ask of whoever registers, and the answers of one person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities import actions
from network.activities.forms import AnswersForm, QuestionForm
from network.activities.models import Question
from network.activities.questions import asked_of, given
from network.activities.views.detail import registration_of
from network.activities.views.loading import attempt, find, find_to_edit


@require_safe
def question_list(request, slug):
    activity = find_to_edit(request, slug)
    questions = list(Question.objects.filter(activity=activity).in_order().with_answers_counted())
    context = {
        "activity": activity,
        "asked": [question for question in questions if not question.ended_at],
        "ended": [question for question in questions if question.ended_at],
        "registered": activity.registrations.active().count(),
    }
    return render(request, "activities/question_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question_add(request, slug):
    activity = find_to_edit(request, slug)
    form = question_form(request, Question(activity=activity))
    if form.is_valid():
        actions.ask(question=form.save(commit=False))
        messages.success(request, _("Whoever registers from now on gets this question."))
        return redirect("activities:question_list", slug)
    return render(request, "activities/question_form.html", {"activity": activity, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request, slug, pk):
    question = find_question(request, slug, pk)
    form = question_form(request, question)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("activities:question_list", slug)
    context = {"activity": question.activity, "form": form, "question": question}
    return render(request, "activities/question_form.html", context)


def question_form(request, question):
    return QuestionForm(request.POST if request.method == "POST" else None, instance=question)


def find_question(request, slug, pk):
    return get_object_or_404(Question, activity=find_to_edit(request, slug), pk=pk)


@require_POST
def question_stop(request, slug, pk):
    """No longer ask it, or ask it again with `weer`."""
    question = find_question(request, slug, pk)
    if "weer" in request.POST:
        actions.ask_again(question=question)
    else:
        actions.stop_asking(question=question, now=timezone.now())
        messages.success(request, _("It is not asked any more. The answers that are there stay."))
    return redirect("activities:question_list", slug)


@require_POST
def question_shift(request, slug, pk):
    """One place up, or down without `omhoog`."""
    actions.shift_question(question=find_question(request, slug, pk), up="omhoog" in request.POST)
    return redirect("activities:question_list", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_answers(request, slug):
    """One's own answers, to change until the last moment to register; after that to read."""
    activity, now = find(request, slug), timezone.now()
    mine = registration_of(request.user, activity)
    questions = asked_of(activity, request.user) if mine else []
    if not questions:
        messages.info(request, _("There is nothing here to answer for you."))
        return redirect(activity)
    form = answers_form(request, questions, given(mine))
    can_change = activity.is_open(now=now) and not activity.is_past_deadline(now=now)
    if request.method == "POST" and form.is_valid():
        if is_changed(request, mine, form, now):
            return redirect(activity)
        can_change = False
    context = {"activity": activity, "form": form, "can_change": can_change, "shown": shown(questions, given(mine))}
    return render(request, "activities/activity_answers.html", context)


def answers_form(request, questions, answers):
    return AnswersForm(request.POST if request.method == "POST" else None, questions=questions, given=answers)


def is_changed(request, mine, form, now):
    changed = attempt(request, actions.change_answers, registration=mine, answers=form.answers(), now=now)
    if changed:
        messages.success(request, _("Your answers are saved."))
    return bool(changed)


def shown(questions, answers):
    """Pairs of a question and the answer in words."""
    return [(question, "; ".join(answers.get(question.pk, []))) for question in questions]

"""After a meeting: what people thought of it and are going to try, and what came out of that for the organisers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.activities.views.detail import registration_of
from network.activities.views.loading import attempt, find, find_to_edit
from network.base.tables import csv_response, workbook_response
from network.theme_meetings import evaluating
from network.theme_meetings.actions import looking_back as actions
from network.theme_meetings.forms.looking_back import HarvestForm, QuestionsForm, SheetForm
from network.theme_meetings.models import EvaluationGiven, Harvest, ThemeMeeting
from network.theme_meetings.models.evaluation import FEWEST_SHEETS


@require_http_methods(["GET", "HEAD", "POST"])
def look_back(request, slug):
    """Two things for who was there: an evaluation without a name, and what one is going to try, for oneself."""
    meeting, now = find(request, slug, ThemeMeeting), timezone.now()
    mine = registration_of(request.user, meeting)
    if not actions.can_look_back(mine, meeting, now=now):
        messages.info(request, str(actions.NotNow.sentence))
        return redirect(meeting)
    sent = request.POST.get("part") if request.method == "POST" else ""
    sheet = SheetForm(request.POST if sent == "sheet" else None, questions=evaluating.questions_of(meeting))
    harvest = HarvestForm(
        request.POST if sent == "harvest" else None, instance=Harvest.objects.filter(registration=mine).first()
    )
    if sent and is_done(request, mine, meeting, sheet if sent == "sheet" else harvest, now=now):
        return redirect("theme_meetings:look_back", meeting.slug)
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "harvest": harvest,
        "has_given": EvaluationGiven.objects.filter(registration=mine).exists(),
        "fewest": FEWEST_SHEETS,
    }
    return render(request, "theme_meetings/look_back.html", context)


def is_done(request, mine, meeting, form, *, now):
    """Whether what was sent is right and was dealt with; otherwise the page shows what is wrong."""
    if not form.is_valid():
        return False
    about = {"registration": mine, "meeting": meeting, "now": now}
    if isinstance(form, SheetForm):
        if attempt(request, answered, answers=form.answers(), **about):
            messages.success(request, _("Thank you. Your name is not with it."))
        return True
    if attempt(request, tried, will_try=form.cleaned_data["will_try"], **about):
        messages.success(request, _("We keep it for you, and ask about it in six weeks."))
    return True


def answered(**about):
    actions.evaluate(**about)
    return True


def tried(**about):
    actions.say_what_to_try(**about)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_edit(request, slug):
    """The questions, until the first person answers them."""
    meeting = find_to_edit(request, slug, ThemeMeeting)
    data = request.POST if request.method == "POST" else None
    form = QuestionsForm(data, questions=evaluating.questions_of(meeting))
    if form.is_valid():
        if attempt(request, chosen, meeting=meeting, questions=form.questions):
            messages.success(request, _("The questions are saved."))
        return redirect("theme_meetings:evaluation_results", meeting.slug)
    return render(request, "theme_meetings/evaluation_edit.html", {"meeting": meeting, "form": form})


def chosen(**about):
    actions.choose_questions(**about)
    return True


@require_safe
def evaluation_results(request, slug):
    """What came out of it, once there are enough sheets to hide in."""
    meeting = find_to_edit(request, slug, ThemeMeeting)
    number, questions = evaluating.results(meeting)
    context = {
        "meeting": meeting,
        "number": number,
        "questions": questions or evaluating.questions_of(meeting),
        "is_shown": questions is not None,
        "fewest": FEWEST_SHEETS,
        "present": meeting.registrations.confirmed().filter(was_present=True).count(),
    }
    return render(request, "theme_meetings/evaluation_results.html", context)


@require_safe
def evaluation_download(request, slug, kind):
    """The same as a table, `csv` or `xlsx`, with enough sheets."""
    meeting = find_to_edit(request, slug, ThemeMeeting)
    table = evaluating.table(meeting)
    writers = {"csv": csv_response, "xlsx": workbook_response}
    if not table or kind not in writers:
        raise Http404
    return writers[kind](f"{slug}-evaluatie", *table)

"""Rounds with sessions beside each other: made by organisers, chosen by whoever has a place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities import actions
from network.activities.forms import ChooseForm, RoundForm, SessionForm
from network.activities.models import Choice, Round, Session
from network.activities.sessions import chosen_by, lists_of, rounds_of
from network.activities.views.detail import registration_of
from network.activities.views.loading import attempt, find, find_to_edit, find_to_manage
from network.base.refusal import Refusal


@require_safe
def round_list(request, slug):
    activity = find_to_edit(request, slug)
    context = {"activity": activity, "rounds": rounds_of(activity), "coming": activity.seats_taken}
    return render(request, "activities/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_add(request, slug):
    return round_page(request, Round(activity=find_to_edit(request, slug)))


@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request, slug, pk):
    return round_page(request, find_round(request, slug, pk))


def round_page(request, round):
    form = RoundForm(request.POST if request.method == "POST" else None, round=round)
    if form.is_valid() and keeps(form, actions.save_round, round=round):
        return redirect("activities:round_list", round.activity.slug)
    context = {"activity": round.activity, "form": form, "round": round}
    return render(request, "activities/round_form.html", context)


@require_POST
def round_drop(request, slug, pk):
    if attempt(request, actions.drop_round, round=find_round(request, slug, pk)):
        messages.success(request, _("The round is out of the programme."))
    return redirect("activities:round_list", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def session_add(request, slug, pk):
    return session_page(request, Session(round=find_round(request, slug, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request, slug, pk):
    return session_page(request, find_session(request, slug, pk))


def session_page(request, session):
    form = SessionForm(request.POST if request.method == "POST" else None, instance=session)
    if form.is_valid() and keeps(form, actions.save_session, session=form.save(commit=False)):
        return redirect("activities:round_list", session.round.activity.slug)
    context = {"activity": session.round.activity, "round": session.round, "session": session, "form": form}
    return render(request, "activities/session_form.html", context)


def keeps(form, action, **arguments):
    """Whether an action took what was filled in; what it refuses stands above the form, which stays filled in."""
    try:
        action(**arguments)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()


@require_http_methods(["GET", "HEAD", "POST"])
def session_drop(request, slug, pk):
    """Says first how many people chose it; they get a mail."""
    session = find_session(request, slug, pk)
    if request.method == "POST":
        told = attempt(request, actions.drop_session, session=session, by=request.user, now=timezone.now())
        if told is not None:
            messages.success(request, dropped(told))
        return redirect("activities:round_list", slug)
    context = {"activity": session.round.activity, "session": session}
    return render(request, "activities/session_drop.html", context)


def dropped(told):
    if not told:
        return _("The session is out of the programme. Nobody had chosen it.")
    text = ngettext(
        "The session is out of the programme. %(number)d person who chose it gets a mail.",
        "The session is out of the programme. %(number)d people who chose it get a mail.",
        told,
    )
    return text % {"number": told}


def find_round(request, slug, pk):
    activity = find_to_edit(request, slug)
    round = get_object_or_404(Round, activity=activity.pk, pk=pk)
    round.activity = activity
    return round


def find_session(request, slug, pk):
    activity = find_to_edit(request, slug)
    return get_object_or_404(Session.objects.select_related("round__activity"), round__activity=activity.pk, pk=pk)


@require_safe
def session_lists(request, slug):
    """Who takes part in which session, and who has a place and has not chosen."""
    activity = find_to_manage(request, slug)
    return render(request, "activities/session_lists.html", {"activity": activity, "rounds": lists_of(activity)})


@require_http_methods(["GET", "HEAD", "POST"])
def my_sessions(request, slug):
    """One's own choice, to change until the last moment to register; after that to read."""
    activity, now = find(request, slug), timezone.now()
    mine = registration_of(request.user, activity)
    rounds = [round for round in rounds_of(activity) if round.sessions.all()]
    if not mine or not mine.is_confirmed or not rounds:
        messages.info(request, _("There is nothing here to choose for you."))
        return redirect(activity)
    can_change = activity.is_open(now=now) and not activity.is_past_deadline(now=now)
    data = request.POST if request.method == "POST" and can_change else None
    form = ChooseForm(data, rounds=rounds, chosen=chosen_by(mine))
    if form.is_valid() and keeps(form, actions.choose, registration=mine, sessions=form.sessions(), now=now):
        messages.success(request, _("Your choice is saved."))
        return redirect(activity)
    choices = Choice.objects.filter(registration=mine).select_related("session", "round__activity")
    context = {"activity": activity, "form": form, "can_change": can_change}
    context["choices"] = choices.order_by("round__begins_after", "pk")
    return render(request, "activities/my_sessions.html", context)

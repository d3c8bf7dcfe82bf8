"""Registering, withdrawing, taking someone along, saying no; and a place outside the order."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from network.activities import actions, permissions
from network.activities.forms import AnswersForm, GivePlaceForm, TakeAlongForm, WithdrawForm
from network.activities.models import Invitation, Session
from network.activities.permissions import organisation_of
from network.activities.questions import asked_of
from network.activities.seats import Seats
from network.activities.views.detail import registration_of, seat_card
from network.activities.views.loading import attempt, find


@require_http_methods(["GET", "HEAD", "POST"])
def activity_register(request, slug):
    """One press where nothing is asked; otherwise a short form, and answers and registration arrive together."""
    activity, user = find(request, slug), request.user
    if not permissions.may_register(user, activity):
        raise PermissionDenied
    questions = asked_of(activity, user)
    is_sent = request.method == "POST" and ("answers" in request.POST or not questions)
    form = AnswersForm(request.POST if is_sent else None, questions=questions, given={})
    if is_sent and form.is_valid():
        return register(request, activity, form.answers())
    card = seat_card(user, activity, Seats.of(activity, now=timezone.now()), None, now=timezone.now())
    if registration_of(user, activity) or card.state not in {"open", "full"}:
        return redirect(activity)
    return render(request, "activities/activity_register.html", {"activity": activity, "form": form, "card": card})


def register(request, activity, answers):
    user = request.user
    registration = attempt(
        request, actions.register, activity=activity, user=user, by=user, now=timezone.now(), answers=answers
    )
    if registration and registration.is_confirmed:
        messages.success(request, _("You are coming. You get a mail with the date for your calendar."))
        if has_choice(activity):
            return redirect("activities:my_sessions", activity.slug)
    elif registration:
        messages.info(request, _("You are on the waiting list. As soon as there is a place for you, you get a mail."))
    return redirect(activity)


def has_choice(activity):
    """Whether there are sessions; the place is certain before one has to choose."""
    return getattr(activity, "has_rounds", True) and Session.objects.filter(round__activity=activity.pk).exists()


@require_http_methods(["GET", "HEAD", "POST"])
def activity_withdraw(request, slug):
    """Asks whether one is sure, and offers to hand the place to a colleague."""
    activity, now = find(request, slug), timezone.now()
    mine = registration_of(request.user, activity)
    if not mine:
        messages.info(request, _("You are not registered for this activity."))
        return redirect(activity)
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data, registration=mine, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        step_back(request, mine, **{"colleague": None, **form.cleaned_data}, now=now)
        return redirect(activity)
    return render(request, "activities/activity_withdraw.html", {"activity": activity, "mine": mine, "form": form})


def step_back(request, mine, *, colleague, because, now):
    step = {"registration": mine, "because": because, "by": request.user, "now": now}
    if colleague:
        if attempt(request, actions.hand_over, colleague=colleague, **step):
            messages.success(request, _("Your place is now for %(colleague)s.") % {"colleague": colleague})
    elif attempt(request, actions.withdraw, **step):
        messages.success(request, _("You have withdrawn. You get a mail that confirms it."))


@require_http_methods(["GET", "HEAD", "POST"])
def colleague_take_along(request, slug):
    """Registers a colleague of one's own school, for whom the same places and the same waiting list hold."""
    activity, now = find(request, slug), timezone.now()
    if not permissions.can_take_along(request.user, activity):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = TakeAlongForm(data, activity=activity, by=request.user, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        colleague = form.cleaned_data["colleague"]
        theirs = attempt(request, actions.take_along, activity=activity, colleague=colleague, by=request.user, now=now)
        if theirs:
            messages.success(request, said_of(theirs))
        return redirect(activity)
    seats = Seats.of(activity, now=now)
    context = {"activity": activity, "form": form, "free": seats.free_for(organisation_of(request.user)[0])}
    return render(request, "activities/colleague_take_along.html", context)


def said_of(registration):
    """What happened to a colleague who was taken along."""
    told = {"colleague": registration.person}
    if registration.is_confirmed:
        return _("%(colleague)s comes along, and gets a mail.") % told
    return _("There is no place now. %(colleague)s is on the waiting list, and gets a mail.") % told


@require_http_methods(["GET", "HEAD", "POST"])
def place_give(request, slug, pk):
    """The project lead gives somebody who waits a place outside the order, with a reason that is kept."""
    activity, now = find(request, slug), timezone.now()
    if not permissions.can_give_places(request.user):
        raise PermissionDenied
    waiting = get_object_or_404(activity.registrations.waiting().with_people(), pk=pk)
    form = GivePlaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = attempt(
            request, actions.give_place, registration=waiting, by=request.user, now=now, **form.cleaned_data
        )
        if given:
            messages.success(request, _("%(person)s has a place, and gets a mail.") % {"person": given.person})
        return redirect("activities:activity_participants", slug)
    seats = Seats.of(activity, now=now)
    context = {"activity": activity, "waiting": waiting, "form": form, "seats": seats}
    return render(request, "activities/place_give.html", context)


@require_POST
def invitation_decline(request, pk):
    invitation = get_object_or_404(Invitation.objects.of(request.user).select_related("activity"), pk=pk)
    actions.decline(invitation=invitation, now=timezone.now())
    messages.success(request, _("Thank you for letting us know. You can still change your mind."))
    return redirect(invitation.activity)

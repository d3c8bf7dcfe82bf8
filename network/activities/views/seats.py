"""Registering, withdrawing, saying no."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from network.activities import actions, permissions
from network.activities.forms import WithdrawForm
from network.activities.models import Invitation
from network.activities.views.detail import registration_of
from network.activities.views.loading import attempt, find


@require_POST
def activity_register(request, slug):
    activity = find(request, slug)
    if not permissions.may_register(request.user, activity):
        raise PermissionDenied
    registration = attempt(
        request, actions.register, activity=activity, user=request.user, by=request.user, now=timezone.now()
    )
    if registration and registration.is_confirmed:
        messages.success(request, _("You are coming. You get a mail with the date for your calendar."))
    elif registration:
        messages.info(request, _("You are on the waiting list. As soon as there is a place for you, you get a mail."))
    return redirect(activity)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_withdraw(request, slug):
    """Asks whether one is sure, and offers to hand the place to a colleague."""
    activity = find(request, slug)
    mine = registration_of(request.user, activity)
    if not mine:
        messages.info(request, _("You are not registered for this activity."))
        return redirect(activity)
    form = WithdrawForm(request.POST if request.method == "POST" else None, registration=mine)
    if request.method == "POST" and form.is_valid():
        step_back(request, mine, form.cleaned_data.get("colleague"))
        return redirect(activity)
    return render(request, "activities/activity_withdraw.html", {"activity": activity, "mine": mine, "form": form})


def step_back(request, mine, colleague):
    if colleague:
        given = attempt(
            request, actions.hand_over, registration=mine, colleague=colleague, by=request.user, now=timezone.now()
        )
        if given:
            messages.success(request, _("Your place is now for %(colleague)s.") % {"colleague": colleague})
    elif attempt(request, actions.withdraw, registration=mine, by=request.user, now=timezone.now()):
        messages.success(request, _("You have withdrawn. You get a mail that confirms it."))


@require_POST
def invitation_decline(request, pk):
    invitation = get_object_or_404(Invitation.objects.of(request.user).select_related("activity"), pk=pk)
    actions.decline(invitation=invitation, now=timezone.now())
    messages.success(request, _("Thank you for letting us know. You can still change your mind."))
    return redirect(invitation.activity)

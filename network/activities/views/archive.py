"""Putting away what is over, and taking it out again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from network.activities import actions, permissions
from network.activities.views.loading import attempt, find_to_manage


@require_http_methods(["GET", "HEAD", "POST"])
def activity_archive(request, slug):
    """Asks first; what has not ended yet says so."""
    activity, now = find_to_manage(request, slug), timezone.now()
    if activity.is_archived or activity.is_draft:
        return redirect(activity)
    if not permissions.can_archive(request.user, activity, now=now):
        messages.error(request, str(actions.NotOver()))
        return redirect(activity)
    if request.method == "POST":
        if attempt(request, actions.archive, activity=activity, by=request.user, now=now):
            messages.success(request, _("It is in the archive."))
        return redirect(activity)
    unknown = activity.registrations.confirmed().filter(was_present=None).count() if activity.is_published else 0
    return render(request, "activities/activity_archive.html", {"activity": activity, "unknown": unknown})


@require_POST
def activity_unarchive(request, slug):
    activity = find_to_manage(request, slug)
    if not permissions.can_archive(request.user, activity, now=timezone.now()):
        raise PermissionDenied
    actions.take_out_of_archive(activity=activity)
    messages.success(request, _("It is out of the archive and can change again."))
    return redirect(activity)

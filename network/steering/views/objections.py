"""Talking about an objection, below it on the page of the version."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.base.refusal import Refusal
from network.steering import actions, permissions
from network.steering.forms import RemarkForm
from network.steering.views.versions import find_version, show_version


@require_http_methods(["GET", "HEAD", "POST"])
def objection_remark(request, slug, number, school):
    """The form stands below the objection of a school (its key); this is where it is sent to."""
    version = find_version(request, slug, number)
    if not permissions.can_see_positions(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return redirect(version)
    position = get_object_or_404(version.positions.select_related("version"), school=school)
    form = RemarkForm(request.POST, position=position)
    if not form.is_valid():
        return show_version(request, version, remark=form, status=422)
    try:
        actions.remark_on_objection(
            position=position, text=form.cleaned_data["text"], by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal)
        return show_version(request, version, remark=form, status=409)
    messages.success(request, _("Your message stands below the objection."))
    return redirect(f"{version.get_absolute_url()}#objection-{position.school_id}")

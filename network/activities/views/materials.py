"""Materials of an activity: adding, changing, taking away, and reading them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.activities import materials, permissions
from network.activities.actions import materials as actions
from network.activities.forms.materials import MaterialForm, NameForm, VersionForm
from network.activities.models import MaterialVersion
from network.activities.views.loading import attempt, find
from network.base import documents


@require_http_methods(["GET", "HEAD", "POST"])
def material_add(request, slug):
    activity, now = find(request, slug), timezone.now()
    if not permissions.can_add_material(request.user, activity):
        raise PermissionDenied
    form = MaterialForm(*sent(request), rungs=materials.rungs(activity, request.user))
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "audience")}
        added = attempt(
            request, actions.add_material, activity=activity, version=form.version(), by=request.user, now=now, **given
        )
        if added:
            messages.success(request, _("“%(title)s” stands with the activity.") % {"title": added})
            return to_materials(activity)
    return page(request, "activities/material_form.html", activity, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def material_edit(request, slug, pk):
    """Its name and who may see it, for who added it."""
    activity, material = find_own(request, slug, pk)
    initial = {"title": material.title, "audience": material.audience}
    data = request.POST if request.method == "POST" else None
    form = NameForm(data, initial=initial, rungs=materials.rungs(activity, request.user))
    if form.is_valid() and attempt(
        request, actions.change_material, material=material, by=request.user, **form.cleaned_data
    ):
        messages.success(request, _("It is saved."))
        return to_materials(activity)
    return page(request, "activities/material_form.html", activity, form=form, material=material)


@require_http_methods(["GET", "HEAD", "POST"])
def version_add(request, slug, pk):
    activity, material = find_own(request, slug, pk)
    form, now = VersionForm(*sent(request)), timezone.now()
    if form.is_valid() and attempt(
        request, actions.add_version, material=material, version=form.version(), by=request.user, now=now
    ):
        messages.success(request, _("The new version is there. The earlier ones stay below it."))
        return to_materials(activity)
    return page(request, "activities/material_form.html", activity, form=form, material=material, is_version=True)


@require_http_methods(["GET", "HEAD", "POST"])
def material_remove(request, slug, pk):
    """Asks first: it goes with all its versions."""
    activity, material = find_material(request, slug, pk)
    if not permissions.can_remove_material(request.user, material, activity):
        raise PermissionDenied
    if request.method == "POST":
        if attempt(request, actions.remove_material, material=material, by=request.user):
            messages.success(request, _("It is gone."))
        return to_materials(activity)
    return page(request, "activities/material_remove.html", activity, material=material)


@login_not_required
@require_safe
def material_download(request, slug, pk, number):
    """One version, checked for this person each time. A link leads on."""
    _activity, material = find_material(request, slug, pk)
    version = get_object_or_404(MaterialVersion, material=material, number=number)
    return HttpResponseRedirect(version.link) if version.is_link else documents.response(version)


def find_material(request, slug, pk):
    activity = find(request, slug)
    material = get_object_or_404(materials.seen_by(request.user, activity), pk=pk)
    material.activity = activity
    return activity, material


def find_own(request, slug, pk):
    activity, material = find_material(request, slug, pk)
    if not permissions.can_change_material(request.user, material):
        raise PermissionDenied
    return activity, material


def sent(request):
    """What a form with a file is filled with."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def page(request, template, activity, **context):
    return render(request, template, {"activity": activity, **context})


def to_materials(activity):
    return redirect(f"{activity.get_absolute_url()}#materials")

"""Putting a version before the schools, giving more time, taking it back. Each step says first what will happen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.base.refusal import Refusal
from network.schools.models import School
from network.steering import actions, permissions
from network.steering.actions.proposals import voices
from network.steering.consent import consent_of
from network.steering.forms import DeadlineForm, ProposeForm
from network.steering.views.positions import people_by_school
from network.steering.views.versions import find_version


@require_http_methods(["GET", "HEAD", "POST"])
def version_propose(request, slug, number):
    version, now = find_version(request, slug, number), timezone.now()
    if not permissions.can_propose_version(request.user, version):
        raise PermissionDenied
    today = timezone.localdate(now)
    form = ProposeForm(request.POST or None, after=today, initial={"revision": version.revision})
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose(version=version, by=request.user, now=now, **form.cleaned_data)
        except actions.EditedMeanwhile as refusal:
            messages.warning(request, _("%(problem)s Read it again before you propose it.") % {"problem": refusal})
        except Refusal as refusal:
            messages.error(request, refusal)
        else:
            messages.success(request, _("The proposal is with the schools."))
        return redirect(version)
    return render(request, "steering/version_propose.html", {**audience(on=today), **about(version), "form": form})


def audience(*, on):
    """Who would get mail: the schools that take part with their voices, and how many people that are."""
    schools = list(School.objects.taking_part(on=on).order_by("name", "pk"))
    people = list(voices(schools, on=on))
    by_school = people_by_school(schools, people)
    return {
        "by_school": by_school,
        "count": len(people),
        "without_voice": [school for school, voices_of_school in by_school if not voices_of_school],
    }


def about(version):
    return {"version": version, "framework": version.framework}


@require_http_methods(["GET", "HEAD", "POST"])
def version_extend(request, slug, number):
    version, now = find_version(request, slug, number), timezone.now()
    if not permissions.can_extend_term(request.user, version):
        raise PermissionDenied
    today = timezone.localdate(now)
    form = DeadlineForm(request.POST or None, after=max(today, version.positions_due_on))
    form.submit_label = _("Give more time")
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_term(version=version, by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, refusal)
        else:
            messages.success(request, _("The schools have more time."))
        return redirect(version)
    context = {**about(version), "form": form, "consent": consent_of(version, on=today)}
    return render(request, "steering/version_extend.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_withdraw(request, slug, number):
    version, now = find_version(request, slug, number), timezone.now()
    if not permissions.can_withdraw_version(request.user, version):
        raise PermissionDenied
    if request.method == "POST":
        try:
            actions.withdraw(version=version, by=request.user, now=now)
        except Refusal as refusal:
            messages.error(request, refusal)
        else:
            messages.success(request, _("The version is withdrawn."))
        return redirect(version)
    context = {**about(version), **audience(on=timezone.localdate(now))}
    return render(request, "steering/version_withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def version_rewrite(request, slug, number):
    version, now = find_version(request, slug, number), timezone.now()
    if not permissions.can_rewrite_version(request.user, version):
        raise PermissionDenied
    if request.method == "POST":
        try:
            draft = actions.rewrite(version=version, by=request.user, now=now)
        except Refusal as refusal:
            messages.error(request, refusal)
            return redirect(version.framework)
        messages.success(request, rewriting(draft))
        return redirect("steering:version_edit", draft.framework.slug, draft.number)
    context = {**about(version), **audience(on=timezone.localdate(now)), "next_number": version.number + 1}
    return render(request, "steering/version_rewrite.html", context)


def rewriting(draft):
    return _("You are writing version %(number)s. Version %(old)s and its positions stay readable.") % {
        "number": draft.number,
        "old": draft.number - 1,
    }

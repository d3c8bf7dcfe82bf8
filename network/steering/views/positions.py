"""Giving the position of a school, and reminding the schools that have not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from network.base.refusal import Refusal
from network.schools.models import School
from network.steering import actions, permissions
from network.steering.actions.proposals import voices
from network.steering.consent import consent_of
from network.steering.forms import PositionForm
from network.steering.views.versions import find_version, show_version


@require_http_methods(["GET", "HEAD", "POST"])
def position_give(request, slug, number):
    """The form stands on the page of the version; this is where it is sent to."""
    version = find_version(request, slug, number)
    if request.method != "POST":
        return redirect(f"{version.get_absolute_url()}#position")
    school = school_spoken_for(request)
    form = PositionForm(request.POST, school=school, position=version.positions.filter(school=school).first())
    if not form.is_valid():
        return show_version(request, version, sent=form, status=422)
    try:
        actions.give_position(
            version=version,
            school=school,
            stance=form.cleaned_data["stance"],
            reason=form.cleaned_data["reason"],
            solved=form.cleaned_data.get("solved", ""),
            seen_at=form.cleaned_data["seen"],
            by=request.user,
            now=timezone.now(),
        )
    except actions.PositionGivenMeanwhile as clash:
        messages.warning(request, _("%(problem)s Send yours again to replace it.") % {"problem": clash})
        return show_version(request, version, sent=form.having_seen(clash.current), status=409)
    except Refusal as refusal:
        messages.error(request, refusal)
        return show_version(request, version, sent=form, status=409)
    messages.success(request, _("The position of %(school)s is noted.") % {"school": school})
    return redirect(version)


def school_spoken_for(request):
    """The school of the form, if this person may answer for it; otherwise 403."""
    wanted = request.POST.get("school", "")
    spoken_for = {str(pk) for pk in request.user.standing.voice_school_ids}
    if wanted not in spoken_for:
        raise PermissionDenied
    return get_object_or_404(School, pk=wanted)


@require_http_methods(["GET", "HEAD", "POST"])
def position_remind(request, slug, number):
    """Shows who would get the reminder; sends it when confirmed."""
    version, now = find_version(request, slug, number), timezone.now()
    today = timezone.localdate(now)
    if not permissions.can_remind(request.user, version, on=today):
        raise PermissionDenied
    if request.method == "POST":
        try:
            sent = actions.remind_schools_without_position(version=version, by=request.user, now=now)
        except Refusal as refusal:
            messages.error(request, refusal)
        else:
            messages.success(request, reminded(sent))
        return redirect(version)
    missing = consent_of(version, on=today).missing
    people = list(voices(missing, on=today))
    context = {
        "version": version,
        "framework": version.framework,
        "by_school": people_by_school(missing, people),
        "count": len(people),
        "reminded_today": version.reminded_at and timezone.localdate(version.reminded_at) == today,
    }
    return render(request, "steering/position_remind.html", context)


def people_by_school(schools, people):
    """Pairs of a school and those of `people` who speak for it; an empty list where nobody does."""
    return [
        (school, [person for person in people if school.pk in person.standing.voice_school_ids]) for school in schools
    ]


def reminded(count):
    return ngettext("%(count)s person gets a reminder.", "%(count)s people get a reminder.", count) % {"count": count}

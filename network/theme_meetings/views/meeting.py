"""The pages of a theme meeting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.activities.models import Activity
from network.activities.views.detail import about
from network.activities.views.loading import find, find_to_edit
from network.activities.views.planning import edit_page, plan_page
from network.base.caching import public_page
from network.theme_meetings import actions
from network.theme_meetings.actions.looking_back import can_look_back
from network.theme_meetings.forms import PartFormSet, ThemeMeetingForm, rows_of
from network.theme_meetings.models import Certificate, ThemeMeeting


@login_not_required
@require_safe
@public_page
def theme_meeting_detail(request, slug):
    meeting = find(request, slug, ThemeMeeting)
    context = about(request, meeting, now=timezone.now())
    context |= {
        "programme": meeting.programme.in_order(),
        "my_certificate": certificate_of(context["mine"]),
        "can_look_back": can_look_back(context["mine"], meeting, now=timezone.now()),
        "can_certify": context["can_edit"] and meeting.is_over(now=timezone.now()),
    }
    return render(request, "theme_meetings/theme_meeting_detail.html", context)


def certificate_of(registration):
    """The valid certificate of somebody's registration, or None."""
    if not registration or not registration.was_present:
        return None
    return Certificate.objects.valid().filter(registration=registration).first()


@require_http_methods(["GET", "HEAD", "POST"])
def theme_meeting_plan(request):
    return plan_page(request, Activity.Kind.THEME_MEETING, ThemeMeetingForm)


@require_http_methods(["GET", "HEAD", "POST"])
def theme_meeting_edit(request, slug):
    return edit_page(request, find_to_edit(request, slug, ThemeMeeting), ThemeMeetingForm)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request, slug):
    """All parts on one page, with an empty one at the end; saving gives one more."""
    meeting = find_to_edit(request, slug, ThemeMeeting)
    data = request.POST if request.method == "POST" else None
    programme = list(meeting.programme.in_order())
    seen = request.POST.get("seen") or actions.fingerprint(programme)
    formset = PartFormSet(
        data, initial=rows_of(programme) if data is None else None, form_kwargs={"meeting": meeting}, prefix="part"
    )
    context = {"meeting": meeting, "formset": formset, "seen": seen}
    if not (formset.is_bound and formset.is_valid()):
        return render(request, "theme_meetings/programme_edit.html", context)
    try:
        actions.save_programme(meeting=meeting, parts=formset.parts(), seen=seen)
    except actions.ProgrammeChangedMeanwhile as clash:
        context |= {"clash": clash, "seen": actions.fingerprint(clash.current)}
        return render(request, "theme_meetings/programme_edit.html", context, status=409)
    messages.success(request, _("The programme is saved."))
    return redirect("theme_meetings:programme_edit", slug) if "more" in request.POST else redirect(meeting)

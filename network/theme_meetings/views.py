"""The page of a theme meeting."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.activities.views.detail import about
from network.activities.views.loading import find
from network.base.caching import public_page
from network.theme_meetings.models import ThemeMeeting


@login_not_required
@require_safe
@public_page
def theme_meeting_detail(request, slug):
    meeting = find(request, slug, ThemeMeeting)
    context = about(request, meeting, now=timezone.now())
    return render(
        request, "theme_meetings/theme_meeting_detail.html", {**context, "programme": meeting.programme.in_order()}
    )

"""The public home page, the way in after signing in, everyone's own start, and the project lead's overview."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.activities.models import Activity
from network.dashboard.asks import asks_of
from network.dashboard.greeting import greeting, lead
from network.dashboard.news import news_for
from network.partners.models import Partner
from network.practice.models import PracticeStory
from network.schools.models import School

COMING = 5


@login_not_required
@require_safe
def home(request):
    """What this network is, for whoever passes by."""
    now = timezone.now()
    schools = list(School.objects.taking_part(on=timezone.localdate(now)).by_name())
    return render(
        request,
        "dashboard/home.html",
        {
            "activities": Activity.objects.public().published().upcoming(now=now).for_list().chronological()[:3],
            "stories": PracticeStory.objects.public().for_list().latest_first()[:3],
            "schools": sorted(schools, key=lambda school: school.sector_id),
            "boards": len({school.board_id for school in schools}),
            "partners": Partner.objects.taking_part(on=timezone.localdate(now)).by_name(),
        },
    )


@require_safe
def landing(request):
    """Where signing in leads: each to the page where one's work begins."""
    standing = request.user.standing
    if standing.leads_project:
        return redirect("dashboard:overview")
    if standing.administers and not standing.is_member:
        return redirect("admin:index")
    return redirect("dashboard:start")


@require_safe
def start(request):
    """What is asked of me, where I am expected, what is new for me."""
    user, now = request.user, timezone.now()
    asks = asks_of(user, now=now)
    return render(
        request,
        "dashboard/start.html",
        {
            "greeting": greeting(user.given_name, now=now),
            "lead": lead(asks, today=timezone.localdate(now)),
            "asks": asks,
            "agenda": Activity.objects.registered_by(user).upcoming(now=now).published().chronological()[:COMING],
            "news": news_for(user),
        },
    )


@require_safe
def overview(request):
    return redirect("dashboard:start")

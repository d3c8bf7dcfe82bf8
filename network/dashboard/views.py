"""The public home page, the way in after signing in, everyone's own start, and the project lead's overview."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.activities.models import Activity
from network.base.caching import public_page
from network.base.prepared import prepared
from network.dashboard.asks import asks_of
from network.dashboard.greeting import greeting, lead
from network.dashboard.news import news_for
from network.partners.models import Partner
from network.people.models import User
from network.practice.models import PracticeStory
from network.schools.models import School

COMING = 5


@login_not_required
@require_safe
@public_page
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


@prepared
def my_agenda(*, person, now):
    """What this person registered for and has still to come; `my_state` says who waits for a place."""
    me = User(pk=person)
    mine = Activity.objects.registered_by(me).with_registration_of(me)
    return mine.published().upcoming(now=now).chronological()[:COMING]


@require_safe
def start(request):
    """What is asked of me, where I am expected, what is new for me."""
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    asks = asks_of(user, now=now)
    return render(
        request,
        "dashboard/start.html",
        {
            "greeting": greeting(user.given_name, now=now),
            "lead": lead(asks, today=today),
            "asks": asks,
            "agenda": my_agenda(person=user.pk, now=now),
            "news": news_for(user, today=today),
        },
    )


@require_safe
def overview(request):
    return redirect("dashboard:start")

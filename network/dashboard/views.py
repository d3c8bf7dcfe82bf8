"""The public home page, the way in after signing in, everyone's own start, and the project lead's overview."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from network.activities.models import Activity
from network.base.caching import public_page
from network.base.models import OutgoingMail
from network.dashboard import actions, cards
from network.dashboard.asks import asks_of
from network.dashboard.greeting import greeting, lead
from network.dashboard.news import news_for
from network.dashboard.overview import overview_of
from network.partners.models import Partner
from network.people.models import User
from network.practice.models import PracticeStory
from network.schools.models import Network, School
from network.schools.school_year import SchoolYear


@login_not_required
@require_safe
@public_page
def home(request):
    """What this network is, for whoever passes by."""
    now = timezone.now()
    schools = list(School.objects.taking_part(on=timezone.localdate(now)).by_name())
    if not schools and not Network.objects.exists() and not User.objects.exists():
        return render(request, "dashboard/not_yet.html")
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
    if request.user.standing.leads_project:
        return redirect("dashboard:overview")
    return redirect("admin:index" if only_administers(request.user) else "dashboard:start")


def only_administers(user):
    """Whether nothing is ever asked of this person but to keep the accounts and settings."""
    return user.standing.administers and not user.standing.is_member


@require_safe
def start(request):
    """What is asked of me, where I am expected, what is new for me."""
    user, now = request.user, timezone.now()
    if only_administers(user):
        return redirect("admin:index")
    today = timezone.localdate(now)
    asks = asks_of(user, now=now)
    coming = cards.agenda_of(user, now=now)
    news = news_for(user, today=today)
    return render(
        request,
        "dashboard/start.html",
        {
            "greeting": greeting(user.given_name, now=now),
            "lead": lead(asks, today=today),
            "asks": asks,
            "coming": coming,
            "news": news,
            "cards": [cards.asks_card(asks, request), cards.coming_card(coming), cards.news_card(news, user)],
        },
    )


@require_safe
def overview(request):
    """The project lead's page; for anyone else it does not exist. `?jaar=2025` shows another school year."""
    if not request.user.standing.leads_project:
        raise Http404
    now = timezone.now()
    seen = overview_of(request.user, chosen_year(request, timezone.localdate(now)), now=now)
    kinds = Activity.Kind.choices
    return render(request, "dashboard/overview.html", {"overview": seen, "network": seen.network, "kinds": kinds})


def chosen_year(request, today):
    """The school year of the address, or that of today when it names none that makes sense."""
    return SchoolYear.named(request.GET.get("jaar", "")) or SchoolYear.of(today)


@require_POST
def mail_send_again(request, pk):
    """Give a mail that was given up another chance."""
    if not request.user.standing.leads_project:
        raise Http404
    mail = get_object_or_404(OutgoingMail.objects.given_up(), pk=pk)
    actions.send_again(mail=mail, now=timezone.now())
    messages.success(request, _("The mail to %(address)s is on its way again.") % {"address": mail.to_address})
    return redirect("dashboard:overview")

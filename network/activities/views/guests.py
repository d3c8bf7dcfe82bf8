"""Guests without an account: they ask for a place, confirm their address, and have one page of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities import actions, permissions
from network.activities.forms import AnswersForm, ChooseForm, GuestForm
from network.activities.models import Guest
from network.activities.questions import asked_of, given
from network.activities.seats import Seats
from network.activities.sessions import chosen_by, rounds_of
from network.activities.views.detail import place_in_line
from network.activities.views.loading import attempt, find
from network.people import limits
from network.people.tokens import hash_of

FROM_ONE_PLACE, FOR_ONE_ADDRESS, HOUR = 60, 3, 3600
"""Forms in an hour, from one address of the network (a whole school may sit behind it) and for one e-mail address."""
WRONG_LINKS = 20
CONFIRMS, GUEST = "guest_confirms", "guest"
"""Under these keys the session remembers the hash of a link, and the guest whose page it may open."""


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_ask(request, slug):
    """The answer is the same for every address: who comes and who has an account is nobody's business."""
    activity, now = find(request, slug), timezone.now()
    if not permissions.welcomes_guests(activity):
        raise Http404
    if request.user.is_authenticated or not activity.is_open(now=now) or activity.is_past_deadline(now=now):
        return redirect(activity)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"activity": activity, "form": form, "free": Seats.of(activity, now=now).free_for(None)}
        return render(request, "activities/guest_ask.html", context)
    if limits.is_over("guest", limits.caller(request), amount=FROM_ONE_PLACE):
        return render(request, "429.html", status=429)
    limits.count("guest", limits.caller(request), seconds=HOUR)
    ask(activity, form.cleaned_data, now=now)
    return render(request, "activities/guest_asked.html", {"activity": activity, "email": form.cleaned_data["email"]})


def ask(activity, fields, *, now):
    """Programs, and addresses for which enough was asked, get the same page and no mail."""
    is_program, email = fields.pop("website"), fields["email"]
    if not is_program and not limits.is_over("guest_for", email, amount=FOR_ONE_ADDRESS):
        limits.count("guest_for", email, seconds=HOUR)
        actions.ask_as_guest(activity=activity, language=get_language(), now=now, **fields)


@login_not_required
@never_cache
@require_safe
def guest_confirm_link(request, token):
    """Take the token out of the address, and go on to the page that asks; looking uses nothing up."""
    return remember(request, CONFIRMS, Guest.objects.filter(token_hash=hash_of(token)).first(), hash_of(token))


@login_not_required
@never_cache
@require_safe
def guest_link(request, token):
    """The same for the own page."""
    guest = Guest.objects.with_token(token)
    return remember(request, GUEST, guest, guest and guest.token)


def remember(request, key, guest, value):
    if limits.is_over("guest_link", limits.caller(request), amount=WRONG_LINKS):
        return render(request, "429.html", status=429)
    if not guest:
        limits.count("guest_link", limits.caller(request), seconds=HOUR)
        return render(request, "activities/guest_gone.html", status=404)
    request.session[key] = value
    return redirect("activities:guest_confirm" if key == CONFIRMS else "activities:guest_page")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_confirm(request):
    now, held = timezone.now(), request.session.get(CONFIRMS)
    guest = Guest.objects.filter(token_hash=held).select_related("activity").first() if held else None
    if not guest or guest.expires_at <= now:
        return render(request, "activities/guest_gone.html", status=404)
    if request.method == "POST":
        registration = attempt(request, actions.confirm, guest=guest, now=now)
        if not registration:
            return redirect("activities:guest_confirm")
        del request.session[CONFIRMS]
        request.session[GUEST] = guest.token
        messages.success(request, said_of(registration))
        return redirect("activities:guest_page")
    free = Seats.of(guest.activity, now=now).free_for(None)
    return render(request, "activities/guest_confirm.html", {"guest": guest, "activity": guest.activity, "free": free})


def said_of(registration):
    if registration.is_confirmed:
        return _("You are coming. You get a mail with the date for your calendar.")
    return _("You are on the waiting list. As soon as there is a place for you, you get a mail.")


def find_guest(request):
    """The guest whose page this browser may open, with the latest registration; (None, None) when there is none."""
    guest = Guest.objects.with_token(request.session.get(GUEST, ""))
    registration = guest and guest.registrations.order_by("-registered_at", "-pk").first()
    if not registration:
        return None, None
    registration.guest, registration.activity = guest, guest.activity
    return guest, registration


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_page(request):
    """What is known about a guest, with what can change until the last moment to register."""
    guest, mine = find_guest(request)
    if not guest:
        return render(request, "activities/guest_gone.html", status=404)
    activity, now = guest.activity, timezone.now()
    can_change = activity.is_open(now=now) and not activity.is_past_deadline(now=now) and not is_cancelled(mine)
    answers, choice = forms_of(request, mine, is_sent=request.method == "POST" and can_change)
    if answers.is_bound and answers.is_valid() and choice.is_valid():
        if keep(request, mine, answers, choice, now=now):
            messages.success(request, _("Your answers are saved."))
        return redirect("activities:guest_page")
    context = {
        "guest": guest,
        "mine": mine,
        "activity": activity,
        "answers": answers,
        "choice": choice,
        "can_change": can_change,
        "is_open": activity.is_open(now=now),
        "shows_link": mine.shows_link(now=now),
        "place_in_line": place_in_line(mine) if mine.is_waiting else 0,
    }
    return render(request, "activities/guest_page.html", context)


def is_cancelled(registration):
    return not (registration.is_confirmed or registration.is_waiting)


def forms_of(request, mine, *, is_sent):
    """The questions for guests, and the sessions of who has a place."""
    data = request.POST if is_sent else None
    rounds = [round for round in rounds_of(mine.activity) if round.sessions.all()] if mine.is_confirmed else []
    answers = AnswersForm(data, questions=asked_of(mine.activity, None), given=given(mine))
    return answers, ChooseForm(data, rounds=rounds, chosen=chosen_by(mine))


def keep(request, mine, answers, choice, *, now):
    kept = attempt(request, actions.change_answers, registration=mine, answers=answers.answers(), now=now)
    if kept and choice.fields:
        kept = attempt(request, actions.choose, registration=mine, sessions=choice.sessions(), now=now) is not None
    return kept


@login_not_required
@never_cache
@require_POST
def guest_withdraw(request):
    """Give the place back, with or without a reason; with `vergeet` the details go too."""
    guest, mine = find_guest(request)
    if not guest:
        return render(request, "activities/guest_gone.html", status=404)
    now = timezone.now()
    if "vergeet" in request.POST:
        attempt(request, actions.forget_guest, guest=guest, now=now)
        request.session.pop(GUEST, None)
        messages.success(request, _("What we knew about you is gone."))
        return redirect(guest.activity)
    because = request.POST.get("because", "")[:300]
    if attempt(request, actions.withdraw, registration=mine, by=None, because=because, now=now):
        messages.success(request, _("You have withdrawn. You get a mail that confirms it."))
    return redirect("activities:guest_page")

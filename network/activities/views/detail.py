"""The page of one activity, shared by every line."""

import dataclasses

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.activities import door, linked_data, materials, permissions
from network.activities.models import Activity, AgendaItem, Invitation, Minutes, Registration
from network.activities.permissions import organisation_of
from network.activities.questions import asked_of, is_missing_answers
from network.activities.seats import Seats
from network.activities.views.loading import find
from network.base.caching import public_page

ASKS = {"open", "full", "registered", "waiting"}
"""States of the card in which there may be something to answer."""


@dataclasses.dataclass(frozen=True)
class SeatCard:
    """What the card beside an activity says to one person and offers to do; `state` chooses its text and button."""

    state: str
    heading: str
    place_in_line: int = 0
    invitation: Invitation | None = None


@login_not_required
@require_safe
@public_page
def activity_detail(request, slug):
    """The kinds without a room of their own; the others have their page there."""
    activity = find(request, slug)
    if activity.kind in Activity.ROOMS:
        return redirect(activity)
    context = about(request, activity, now=timezone.now())
    return render(request, "activities/activity_detail.html", context | meeting_papers(request.user, activity))


def about(request, activity, *, now):
    """What the page of any activity shows to this person."""
    user = request.user
    seats = Seats.of(activity, now=now)
    mine = registration_of(user, activity)
    card = seat_card(user, activity, seats, mine, now=now)
    questions = asked_of(activity, user) if card.state in ASKS else []
    is_organiser, may_read = permissions.can_manage(user, activity), permissions.can_read(user, activity)
    return {
        "activity": activity,
        "linked_data": linked_data.script(activity, user=user, seats=seats),
        "may_read": may_read,
        "seats": seats,
        "schools_coming": schools_coming(activity),
        "mine": mine,
        "card": card,
        "questions": questions,
        "misses_answers": bool(mine and questions and is_missing_answers(mine, questions)),
        "is_organiser": is_organiser,
        "can_edit": is_organiser and may_read and not activity.is_archived,
        "can_see_participants": permissions.can_see_participants(user, activity),
        "sees_every_participant": permissions.can_see_every_participant(user, activity),
        "can_take_along": bool(mine) and permissions.can_take_along(user, activity),
        "was_there": was_there(user, mine, activity, now=now),
        "stage": activity.stage(now=now),
        "shows_link": bool(mine and mine.shows_link(now=now)) or (is_organiser and may_read),
        "shows_way": bool(mine and mine.is_confirmed) or (is_organiser and may_read),
        "can_plan_alike": is_organiser and may_read and permissions.can_plan(user, activity.kind),
        "can_archive": permissions.can_archive(user, activity, now=now),
        "door_is_open": is_organiser and door.is_open(activity, now=now),
        "has_begun": activity.has_begun(now=now),
        "is_over": activity.is_published and activity.is_over(now=now),
        "materials": materials_for(user, activity),
        "can_add_material": permissions.can_add_material(user, activity),
        "edit_url": activity.address_to("edit"),
    }


def materials_for(user, activity):
    """What this person may see, each with what that person may do with it."""
    shown = list(materials.seen_by(user, activity).for_page())
    for material in shown:
        material.activity = activity
        material.is_mine = permissions.can_change_material(user, material)
        material.can_go = permissions.can_remove_material(user, material, activity)
    return shown


def schools_coming(activity):
    """How many schools have someone with a place."""
    confirmed = Registration.objects.confirmed().filter(activity=activity)
    return confirmed.aggregate(n=Count("school", distinct=True))["n"]


def registration_of(user, activity):
    """This person's active registration, or None."""
    if not user.is_authenticated:
        return None
    mine = Registration.objects.active().filter(activity=activity, user=user).first()
    if mine:
        mine.activity = activity
    return mine


def was_there(user, mine, activity, *, now):
    """Whether a member had a place in what is over now, and was not noted as absent."""
    had_a_place = bool(mine and mine.is_confirmed and mine.was_present is not False)
    return had_a_place and user.standing.is_member and activity.is_over(now=now)


def seat_card(user, activity, seats, mine, *, now):
    school = organisation_of(user)[0]
    state = card_state(user, activity, seats, mine, school, now=now)
    waits = state == "waiting"
    asked = state in {"open", "full"} and user.is_authenticated
    return SeatCard(
        state=state,
        heading=seats.heading_for(school),
        place_in_line=place_in_line(mine) if waits else 0,
        invitation=Invitation.objects.of(user).filter(activity=activity).first() if asked else None,
    )


def card_state(user, activity, seats, mine, school, *, now):
    """One word for where this person and this activity stand with each other."""
    if not activity.is_published:
        return "template" if activity.is_template else activity.state
    if activity.has_begun(now=now):
        return "over" if activity.is_over(now=now) else "begun"
    if mine:
        return "registered" if mine.is_confirmed else "waiting"
    if activity.is_past_deadline(now=now):
        return "closed"
    if not user.is_authenticated:
        return "log_in"
    if not permissions.may_register(user, activity):
        return "not_for_you"
    return "open" if seats.free_for(school) else "full"


def place_in_line(mine):
    """1 for whoever waits longest."""
    line = mine.activity.registrations.waiting().values_list("pk", flat=True)
    return list(line).index(mine.pk) + 1


def meeting_papers(user, activity):
    """Agenda, minutes and actions of a meeting, for those who sit in it."""
    if not activity.has_circle or not permissions.can_edit_agenda(user, activity):
        return {}
    items = AgendaItem.objects.filter(activity=activity).in_order()
    return {
        "agenda_items": items.select_related("owner", "version__framework", "decision", "outcome"),
        "minutes": Minutes.objects.filter(activity=activity).first(),
        "action_items": activity.action_items.select_related("owner").oldest_deadline_first(),
        "can_edit_agenda": True,
        "can_decide": activity.kind == Activity.Kind.STEERING_MEETING,
    }

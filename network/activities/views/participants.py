"""Who comes, who waits, who has not answered; inviting, reminding, and who was there."""

import itertools

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities import actions, door, emails, papers, permissions
from network.activities.actions.inviting import take_back, to_remind
from network.activities.forms import InviteForm
from network.activities.models import Registration
from network.activities.questions import cell, summaries, table_of
from network.activities.sessions import table_of_choices
from network.activities.views.loading import attempt, find, find_to_edit, find_to_manage
from network.base.numbers import whole
from network.base.paper import pdf_response
from network.base.tables import csv_response, workbook_response


def find_with_participants(request, slug):
    """The activity, for whoever may see at least some of those who come; for others there is nothing here."""
    activity = find(request, slug)
    if not permissions.can_see_participants(request.user, activity):
        raise Http404
    return activity


def active_registrations(user, activity):
    """Registrations that this person may see, by school and name."""
    return (
        Registration.objects.visible_to(user)
        .active()
        .filter(activity=activity)
        .with_people()
        .by_name("school__name", "partner__name", "guest__organisation")
    )


@require_safe
def activity_participants(request, slug):
    activity, now = find_with_participants(request, slug), timezone.now()
    rows = list(active_registrations(request.user, activity))
    waiting = sorted((row for row in rows if row.is_waiting), key=lambda row: (row.registered_at, row.pk))
    manages = permissions.can_manage(request.user, activity)
    context = {
        "activity": activity,
        "manages": manages,
        "can_edit": permissions.can_edit(request.user, activity),
        "sees_everyone": permissions.can_see_every_participant(request.user, activity),
        "confirmed": sum(row.is_confirmed for row in rows),
        "by_organisation": by_organisation(row for row in rows if row.is_confirmed),
        "waiting": waiting,
        "summaries": summaries(activity, rows) if manages else [],
        "unanswered": unanswered(activity) if manages else [],
        "declined": declined(activity) if manages else [],
        "withdrawn": withdrawn(activity) if manages else [],
        "can_give_places": permissions.can_give_places(request.user),
        "has_begun": activity.has_begun(now=now),
        "door_is_open": manages and door.is_open(activity, now=now),
    }
    return render(request, "activities/activity_participants.html", context)


def by_organisation(rows):
    """Pairs of the name of a school or partner and its people, in the order of the rows."""
    grouped = itertools.groupby(rows, key=lambda row: row.organisation)
    return [(name, list(people)) for name, people in grouped]


def unanswered(activity):
    return activity.invitations.unanswered().select_related("user").order_by("user__given_name", "user__family_name")


def withdrawn(activity):
    """The latest registration of whoever withdrew and did not come back."""
    same = activity.registrations.exclude(pk=OuterRef("pk")).filter(
        Q(user=OuterRef("user")) | Q(guest=OuterRef("guest"))
    )
    back_or_later = same.filter(Q(cancelled_at=None) | Q(cancelled_at__gt=OuterRef("cancelled_at")))
    gone = activity.registrations.filter(state=Registration.State.CANCELLED).exclude(Exists(back_or_later))
    return gone.with_people().by_name()


def declined(activity):
    return (
        activity.invitations.exclude(declined_at=None)
        .select_related("user")
        .order_by("user__given_name", "user__family_name")
    )


@require_safe
def participants_download(request, slug):
    """The same as a table for any program."""
    return csv_response(slug, *participants_table(request, slug))


@require_safe
def participants_workbook(request, slug):
    """The same for a spreadsheet."""
    return workbook_response(slug, *participants_table(request, slug))


@require_safe
def sign_in_sheet(request, slug):
    """For who likes paper: everyone with a place and room to sign."""
    return paper_of(request, slug, papers.sign_in_sheet, _("sign-in-sheet"))


@require_safe
def badges(request, slug):
    return paper_of(request, slug, papers.badges, _("badges"))


def paper_of(request, slug, make, name):
    activity = find_to_manage(request, slug)
    rows = active_registrations(request.user, activity).confirmed()
    return pdf_response(
        make(activity, list(rows), language=get_language(), now=timezone.now()), f"{name}-{activity.slug}"
    )


def participants_table(request, slug):
    """Headings and rows. The address of mail and what people answered are for organisers alone."""
    activity = find_with_participants(request, slug)
    header = [_("Given name"), _("Family name"), _("School or partner"), _("State"), _("Was there")]
    rows = active_registrations(request.user, activity)
    if not permissions.can_manage(request.user, activity):
        return header, (known_of(row) for row in rows)
    questions, by_cell = table_of(activity)
    rounds, chosen = table_of_choices(activity)
    full = (
        [
            *known_of(row),
            row.person.email,
            *(chosen.get((row.pk, each.pk), "") for each in rounds),
            *(cell(each, by_cell.get((row.pk, each.pk))) for each in questions),
        ]
        for row in rows
    )
    asked = [each.title for each in rounds] + [each.label for each in questions]
    return [*header, _("E-mail address"), *asked], full


def known_of(row):
    return [row.person.given_name, row.person.family_name, row.organisation, row.get_state_display(), was_there(row)]


def was_there(row):
    return {True: _("yes"), False: _("no"), None: ""}[row.was_present]


@require_http_methods(["GET", "HEAD", "POST"])
def activity_attendance(request, slug):
    activity, now = find_to_manage(request, slug), timezone.now()
    rows = list(active_registrations(request.user, activity).confirmed())
    if request.method == "POST":
        filled_in = {"present": keys(request.POST.getlist("present")), "shown": shown_before(request.POST) or None}
        there = attempt(request, actions.note_attendance, activity=activity, by=request.user, now=now, **filled_in)
        if there is not None:
            text = ngettext("Saved: %(number)d person was there.", "Saved: %(number)d people were there.", there)
            messages.success(request, text % {"number": there})
        return redirect("activities:activity_participants", activity.slug)
    context = {"activity": activity, "by_organisation": by_organisation(rows), "rows": rows}
    return render(request, "activities/activity_attendance.html", context | {"has_begun": activity.has_begun(now=now)})


def keys(texts):
    return {whole(text) for text in texts} - {None}


def shown_before(posted):
    """What stood on the page about each registration: key → whether the person was noted as there, or not at all."""
    noted = {"there": True, "away": False, "open": None}
    return {key: was for name, was in noted.items() for key in keys(posted.getlist(name))}


@require_http_methods(["GET", "HEAD", "POST"])
def activity_invite(request, slug):
    """A choice sent by GET shows how many people that are and their mail; by POST they get it."""
    activity, now = find_to_edit(request, slug), timezone.now()
    if not activity.is_open(now=now):
        messages.error(request, _("You can invite people once it is published, until it begins."))
        return redirect(activity)
    if activity.is_past_deadline(now=now):
        messages.error(
            request, _("Registering is closed, so nobody could say yes. Give a later day to register first.")
        )
        return redirect(activity)
    data = request.POST if request.method == "POST" else request.GET or None
    form = InviteForm(data, has_circle=activity.has_circle, on=timezone.localdate(now))
    people = invited_by(form, activity, now) if form.is_bound and form.is_valid() else None
    if request.method == "POST" and people is not None:
        sent = attempt(request, actions.invite, activity=activity, people=people, by=request.user, now=now)
        if sent is not None:
            text = ngettext("%(number)d person is invited.", "%(number)d people are invited.", len(sent))
            messages.success(request, text % {"number": len(sent)})
        return redirect("activities:activity_participants", activity.slug)
    context = {"activity": activity, "form": form, "people": people}
    if people is not None:
        context["mail"] = emails.preview("invited", request.user, activity, now=now)
    return render(request, "activities/activity_invite.html", context)


@require_POST
def invitation_take_back(request, slug, pk):
    activity = find_to_edit(request, slug)
    invitation = get_object_or_404(activity.invitations, pk=pk)
    person = attempt(request, take_back, invitation=invitation, by=request.user, now=timezone.now())
    if person:
        messages.success(request, _("%(name)s is no longer invited, and gets a mail that says so.") % {"name": person})
    return redirect("activities:activity_participants", activity.slug)


def invited_by(form, activity, now):
    """Who would get an invitation: those chosen, without who was invited before or is registered."""
    on, chosen = timezone.localdate(now), dict(form.cleaned_data)
    wants_circle = chosen.pop("circle", False)
    people = actions.chosen_people(on=on, **chosen)
    return actions.not_asked_yet(activity, people | actions.circle_of(activity, on=on) if wants_circle else people)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_remind(request, slug):
    """Ask once more whoever has not answered, after showing who that are."""
    activity = find_to_edit(request, slug)
    if request.method == "POST":
        sent = attempt(request, actions.remind, activity=activity, by=request.user, now=timezone.now())
        if sent is not None:
            text = ngettext("%(number)d person gets a reminder.", "%(number)d people get a reminder.", len(sent))
            messages.success(request, text % {"number": len(sent)})
        return redirect("activities:activity_participants", activity.slug)
    context = {
        "activity": activity,
        "unanswered": to_remind(activity).order_by("user__given_name", "user__family_name", "pk"),
        "mail": emails.preview("reminded", request.user, activity, now=timezone.now()),
    }
    return render(request, "activities/activity_remind.html", context)

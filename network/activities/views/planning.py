"""Planning, publishing, moving and cancelling. The rooms of a line use the first two with a form of their own."""

import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities import actions, copying, emails, permissions, reach
from network.activities.forms import ActivityForm, CancelForm, MoveForm, PublishForm, TemplateForm
from network.activities.models import Activity, Registration
from network.activities.views.loading import attempt, find_to_edit, find_to_manage
from network.base.refusal import Refusal
from network.working_groups.models import WorkingGroup

A_PLACE = Registration(state=Registration.State.CONFIRMED)  # whose mail a preview shows


@require_safe
def activity_plan(request):
    """Choose what to plan."""
    kinds = [kind for kind in Activity.Kind if permissions.can_plan(request.user, kind)]
    if not kinds:
        raise PermissionDenied
    templates = Activity.objects.templates().filter(kind__in=kinds).order_by("kind", "title", "pk")
    context = {"kinds": kinds, "group": request.GET.get("groep", ""), "templates": templates}
    return render(request, "activities/activity_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_plan_kind(request, kind):
    """The kinds without a room of their own; the others have their form there."""
    if kind not in Activity.Kind:
        raise Http404
    if kind in Activity.ROOMS:
        return redirect(f"{reverse(f'{Activity.ROOMS[kind]}_plan')}?{request.GET.urlencode()}")
    return plan_page(request, kind, ActivityForm)


def plan_page(request, kind, form_class):
    """The page that makes a draft of a kind."""
    if not permissions.can_plan(request.user, kind):
        raise PermissionDenied
    data, now = request.POST if request.method == "POST" else None, timezone.now()
    source = asked_source(request, kind)
    form = form_class(data, user=request.user, kind=kind, now=now, initial=asked_group(request), source=source)
    if form.is_valid():
        activity = form.save(commit=False)
        actions.plan(activity=activity, by=request.user, now=now, source=source)
        messages.success(request, _("It is saved as a draft. Look it over, then publish it."))
        return redirect(activity)
    context = {"form": form, "kind": Activity.Kind(kind), "source": source}
    if not source:
        context |= {
            "templates": copying.templates(kind),
            "earlier": copying.earlier(request.user, kind)[: copying.EARLIER],
        }
    return render(request, "activities/activity_form.html", context)


def asked_source(request, kind):
    """What an address such as ?van=leren-van-fouten begins with, None without one; 404 for what one may not use."""
    slug = request.GET.get("van", "")
    if not slug:
        return None
    if found := copying.source_named(request.user, kind, slug):
        return copying.whole(found)
    raise Http404


def asked_group(request):
    """The working group of an address such as ?groep=zelf-sturen as first value of the form."""
    group = WorkingGroup.objects.visible_to(request.user).filter(slug=request.GET.get("groep", "")).first()
    return {"working_group": group.pk} if group else {}


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request, slug):
    activity = find_to_edit(request, slug)
    if activity.kind in Activity.ROOMS:
        return redirect(activity.address_to("edit"))
    return edit_page(request, activity, ActivityForm)


def edit_page(request, activity, form_class):
    """The page that changes an activity. What failed comes back filled in."""
    if activity.is_cancelled:
        messages.error(request, _("A cancelled activity cannot change any more."))
        return redirect(activity)
    data = request.POST if request.method == "POST" else None
    now = timezone.now()
    others = other_dates(request.user, activity, now=now) if activity.series_id else []
    form = form_class(data, user=request.user, kind=activity.kind, now=now, instance=activity, other_dates=others)
    if form.is_valid() and is_saved(request, form, others):
        return redirect(activity)
    context = {"form": form, "kind": Activity.Kind(activity.kind), "activity": activity}
    return render(request, "activities/activity_form.html", context)


def other_dates(user, activity, *, now):
    """The other dates of a series that are still to come and that this person can change."""
    others = Activity.objects.visible_to(user).not_begun(now=now).filter(series=activity.series_id)
    others = others.exclude(pk=activity.pk).exclude(state=Activity.State.CANCELLED).chronological()
    return [other for other in others.with_co_editing_of(user) if permissions.can_edit(user, other)]


def is_saved(request, form, others):
    """Whether the changes are saved; otherwise the form says why not."""
    activity, now, by = form.save(commit=False), form.now, request.user
    others = others if form.cleaned_data.get("all_dates") else []
    try:
        with transaction.atomic():
            actions.save_changes(activity=activity, changed=form.changed, by=by, now=now)
            alike = {"activity": activity, "changed": form.changed, "others": others}
            along = actions.change_texts_of_others(**alike, by=by, now=now)
    except actions.NeedsAgreement as refusal:
        form.add_error(None, str(refusal))
        return False
    except Refusal as refusal:
        form.add_error("capacity" if "capacity" in form.fields else None, str(refusal))
        return False
    messages.success(request, _("Saved."))
    if along:
        text = ngettext("%(number)d other date changed along.", "%(number)d other dates changed along.", along)
        messages.info(request, text % {"number": along})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def activity_publish(request, slug):
    activity, now = find_to_edit(request, slug), timezone.now()
    if not activity.is_draft or activity.is_template:
        return redirect(activity)
    may_publish = permissions.can_publish(request.user, activity)
    circle = list(actions.circle_of(activity, on=timezone.localdate(now)))
    form = PublishForm(request.POST if request.method == "POST" else None, circle=circle)
    if request.method == "POST" and not may_publish:
        raise PermissionDenied
    if form.is_valid():
        publish(request, activity, form.cleaned_data.get("invites_circle", False), now)
        return redirect(activity)
    context = {
        "activity": activity,
        "form": form,
        "circle": circle,
        "may_publish": may_publish,
        "edit_url": activity.address_to("edit"),
        "who_sees_it": reach.sentence(activity, now=now),
    }
    return render(request, "activities/activity_publish.html", context)


def publish(request, activity, invites_circle, now):
    sent = attempt(request, actions.publish, activity=activity, invites_circle=invites_circle, by=request.user, now=now)
    if sent is not None:
        messages.success(request, _("It is published and stands on the agenda."))
        tell_how_many(request, len(sent))


def tell_how_many(request, number):
    if number:
        text = ngettext("%(number)d person gets a mail.", "%(number)d people get a mail.", number)
        messages.info(request, text % {"number": number})


@require_POST
def activity_ask_agreement(request, slug):
    activity = find_to_edit(request, slug)
    if attempt(request, actions.ask_agreement, activity=activity, by=request.user, now=timezone.now()) is not None:
        messages.success(request, _("The project lead gets a mail with your question."))
    return redirect(activity)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_move(request, slug):
    """First the new time and place, then what that means for whom, then it happens."""
    activity, now = find_to_manage(request, slug), timezone.now()
    if not activity.is_open(now=now):
        messages.error(request, _("Only what is published and has not begun can be moved. Change a draft instead."))
        return redirect(activity)
    may_read = permissions.can_read(request.user, activity)
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, activity=activity, shows_link=may_read, now=now)
    if not form.is_valid():
        return render(request, "activities/activity_move.html", {"activity": activity, "form": form})
    new = {
        "starts_at": form.starts_at,
        "ends_at": form.ends_at,
        "place": form.cleaned_data["place"],
        "online_link": form.cleaned_data["online_link"] if may_read else activity.online_link,
    }
    if "sure" not in request.POST:
        return preview_move(request, activity, form, new, now=now)
    told = attempt(request, actions.move, activity=activity, by=request.user, now=now, **new)
    if told is not None:
        messages.success(request, _("It is moved."))
        tell_how_many(request, len(told))
    return redirect(activity)


def preview_move(request, activity, form, new, *, now):
    """What changes, how many people get which mail, and that mail itself."""
    moved = Activity(**{field: getattr(activity, field) for field in ("title", "slug", "kind")}, **new)
    is_changed = actions.is_changed(activity, moved)
    if "online_link" not in form.fields:
        moved.online_link = ""  # the mail below tells it to participants alone
    if not is_changed:
        form.add_error(None, _("Nothing is different from how it was, so there is nothing to tell."))
        return render(request, "activities/activity_move.html", {"activity": activity, "form": form})
    rows = actions.told_of_move(activity, on=timezone.localdate(now))
    context = {
        "activity": activity,
        "form": form,
        "moved": moved,
        "kept_until": kept_after_move(activity, moved.starts_at, now=now),
        "confirmed": sum(row.is_confirmed for row in rows),
        "waiting": sum(row.is_waiting for row in rows),
        "told": [(row.person, row.organisation) for row in rows],
        "mail": emails.preview("changed", request.user, moved, now=now, was=activity, registration=A_PLACE),
    }
    return render(request, "activities/activity_move_preview.html", context)


def kept_after_move(activity, starts_at, *, now):
    """The moment until which seats stay kept once it is moved; None when that moment does not change."""
    kept_until = actions.kept_until_after(activity, starts_at, now=now)
    return kept_until if activity.keeps_seats(now=now) and kept_until != activity.kept_until else None


@require_http_methods(["GET", "HEAD", "POST"])
def activity_cancel(request, slug):
    activity, now = find_to_manage(request, slug), timezone.now()
    if not activity.is_open(now=now):
        messages.error(request, _("Only what is published and has not begun can be cancelled."))
        return redirect(activity)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        told = attempt(request, actions.cancel, activity=activity, reason=reason, by=request.user, now=now)
        if told is not None:
            messages.success(request, _("It is cancelled."))
            tell_how_many(request, len(told))
        return redirect(activity)
    return render(
        request, "activities/activity_cancel.html", {"form": form, **of_cancelling(request, activity, now=now)}
    )


def of_cancelling(request, activity, *, now):
    """Who would hear of it and how; the reason is what is being typed on the page."""
    called_off = copy.copy(activity)
    called_off.cancelled_because = _("(what you write below)")
    came_for = {row.person: row.organisation for row in activity.registrations.active().with_people()}
    people = [*actions.concerned(activity, on=timezone.localdate(now)), *actions.guests_concerned(activity)]
    return {
        "activity": activity,
        "told": [(person, came_for.get(person, "")) for person in people],
        "mail": emails.preview("cancelled", request.user, called_off, now=now),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def template_save(request, slug):
    """Keep a copy of an activity for others to begin with, after saying what comes along."""
    activity = find_to_edit(request, slug)
    if activity.is_template:
        return redirect(activity)
    form = TemplateForm(request.POST if request.method == "POST" else None, initial={"title": activity.title})
    if form.is_valid():
        title = form.cleaned_data["title"]
        template = actions.save_as_template(activity=activity, title=title, by=request.user, now=timezone.now())
        messages.success(request, _("The template is there. Whoever plans something finds it on the first page."))
        return redirect(template)
    return render(request, "activities/template_save.html", {"activity": activity, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def activity_discard(request, slug):
    """Throw a draft away, after asking."""
    activity = find_to_edit(request, slug)
    if not activity.is_draft:
        return redirect(activity)
    if request.method == "POST":
        return discard(request, activity)
    return render(request, "activities/activity_discard.html", {"activity": activity})


def discard(request, activity):
    """Somebody may have published it since the page was opened; then it stays and says so."""
    try:
        actions.discard(activity=activity)
    except actions.NotADraft as refusal:
        messages.error(request, str(refusal))
        return redirect(activity)
    messages.success(request, _("The template is gone.") if activity.is_template else _("The draft is gone."))
    return redirect("activities:activity_list")

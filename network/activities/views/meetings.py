"""The agenda of meetings, their minutes, and what people promised to do."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities import actions, permissions
from network.activities.forms import ActionItemForm, AgendaItemForm, DecisionForm, MinutesForm
from network.activities.models import ActionItem, Activity, AgendaItem, Minutes
from network.activities.views.loading import attempt, find
from network.base.numbers import whole
from network.base.refusal import Refusal
from network.people.links import is_ours
from network.steering.models import Decision


def coming_meetings(user, *, now):
    """Meetings of the steering group that an item can still be put on."""
    meetings = Activity.objects.visible_to(user).filter(kind=Activity.Kind.STEERING_MEETING)
    return meetings.exclude(state=Activity.State.CANCELLED).upcoming(now=now).chronological()


@require_safe
def agenda_backlog(request):
    """What waits for the steering group, and the agendas of its coming meetings."""
    if not permissions.can_edit_agenda(request.user):
        raise Http404
    items = AgendaItem.objects.in_order().select_related("owner", "version__framework")
    meetings = coming_meetings(request.user, now=timezone.now()).prefetch_related(Prefetch("agenda_items", items))
    backlog = AgendaItem.objects.backlog().select_related("owner", "version__framework")
    return render(request, "activities/agenda_backlog.html", {"backlog": backlog, "meetings": meetings})


def asked_meeting(request):
    """The meeting of an address such as ?bijeenkomst=stuurgroep-mei, None without one. 404 or 403 as for its page."""
    slug = request.GET.get("bijeenkomst", "")
    meeting = find(request, slug) if slug else None
    if not permissions.can_edit_agenda(request.user, meeting):
        raise PermissionDenied
    return meeting


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item_add(request):
    item = AgendaItem(activity=asked_meeting(request), **asked_review(request))
    form = item_form(request, item)
    if form.is_valid():
        actions.put_on_agenda(item=form.save(commit=False), by=request.user, now=timezone.now())
        messages.success(request, _("It is on the agenda.") if item.activity else _("It waits for a meeting."))
        return redirect(item.activity or "activities:agenda_backlog")
    return render(request, "activities/agenda_item_form.html", {"form": form, "item": item})


def asked_review(request):
    """The decision of an address such as ?decision=12 that is due to be looked at again, as the subject of an item."""
    number = whole(request.GET.get("decision", ""))
    decision = Decision.objects.visible_to(request.user).filter(pk=number).first() if number else None
    if not decision:
        return {}
    title = _("Look again at: %(decision)s") % {"decision": decision}
    return {"decision": decision, "title": title[:160]}


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item_edit(request, pk):
    item = find_item(request, pk)
    was_on = item.activity_id
    form = item_form(request, item)
    if form.is_valid():
        actions.change_item(item=form.save(commit=False), was_on=was_on)
        messages.success(request, _("Saved."))
        return redirect(item.activity or "activities:agenda_backlog")
    return render(request, "activities/agenda_item_form.html", {"form": form, "item": item})


def item_form(request, item):
    data = request.POST if request.method == "POST" else None
    now = timezone.now()
    meetings = coming_meetings(request.user, now=now)
    if item.activity_id:
        meetings = meetings | Activity.objects.filter(pk=item.activity_id)
    return AgendaItemForm(data, instance=item, meetings=meetings, user=request.user, on=timezone.localdate(now))


def find_item(request, pk):
    item = get_object_or_404(AgendaItem.objects.visible_to(request.user).select_related("activity"), pk=pk)
    if not permissions.can_edit_agenda(request.user, item.activity):
        raise PermissionDenied
    return item


@require_POST
def agenda_item_shift(request, pk):
    """One place up, or down without `omhoog`."""
    item = find_item(request, pk)
    actions.shift_item(item=item, up="omhoog" in request.POST)
    return redirect(came_from(request) or item.activity or "activities:agenda_backlog")


@require_POST
def agenda_item_handle(request, pk):
    """Dealt with, or not after all without `behandeld`."""
    item = find_item(request, pk)
    attempt(request, actions.handle_item, item=item, is_handled="behandeld" in request.POST, now=timezone.now())
    return redirect(came_from(request) or item.activity or "activities:agenda_backlog")


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item_decide(request, pk):
    """Record what the steering group decided on an item."""
    item, now = find_item(request, pk), timezone.now()
    if not permissions.can_record_decision(request.user, item, now=now):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, on=timezone.localdate(now), initial={"title": item.title})
    if form.is_valid():
        if attempt(request, actions.record_decision, item=item, by=request.user, now=now, **form.cleaned_data):
            messages.success(request, _("The decision is recorded. All members can read it."))
        return redirect(item.activity)
    return render(request, "activities/agenda_item_decide.html", {"form": form, "item": item})


def came_from(request):
    """The page of our own that a form says to go back to, or an empty text."""
    address = request.POST.get("next", "")
    return address if is_ours(address) else ""


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_minutes(request, slug):
    """Reading the minutes, and writing them until they are adopted."""
    activity = find(request, slug)
    if not permissions.can_write_minutes(request.user, activity):
        raise Http404
    minutes = Minutes.objects.filter(activity=activity).select_related("written_by", "adopted_by").first()
    data = request.POST if request.method == "POST" else None
    form = MinutesForm(data, activity=activity, minutes=minutes)
    if form.is_valid() and save_minutes(request, activity, form):
        return redirect("activities:meeting_minutes", activity.slug)
    action_items = activity.action_items.select_related("owner").oldest_deadline_first()
    context = {"activity": activity, "minutes": minutes, "form": form, "action_items": action_items}
    return render(request, "activities/meeting_minutes.html", context)


def save_minutes(request, activity, form):
    """Whether the minutes are saved; otherwise the form says why, with the typed text still in it."""
    try:
        actions.write_minutes(activity=activity, by=request.user, now=timezone.now(), **form.cleaned_data)
    except actions.MinutesChangedMeanwhile as refusal:
        form.add_error("text", _("%(problem)s Take over what they wrote, then save again.") % {"problem": refusal})
        form.theirs = refusal.current
        form.data = form.data.copy()
        form.data["seen_at"] = refusal.current.written_at.isoformat()
        return False
    except Refusal as refusal:
        form.add_error("text", str(refusal))
        return False
    messages.success(request, _("The minutes are saved."))
    return True


@require_POST
def minutes_adopt(request, slug):
    activity = find(request, slug)
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), activity=activity)
    if not permissions.can_write_minutes(request.user, activity):
        raise PermissionDenied
    actions.adopt_minutes(minutes=minutes, by=request.user, now=timezone.now())
    messages.success(request, _("The minutes are adopted. They cannot change any more."))
    return redirect("activities:meeting_minutes", activity.slug)


@require_safe
def action_item_list(request):
    """What is promised and not done yet, in the meetings that one sits in and by oneself."""
    items = ActionItem.objects.visible_to(request.user).open().select_related("owner", "activity")
    context = {"items": items.oldest_deadline_first(), "today": timezone.localdate()}
    return render(request, "activities/action_item_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_item_add(request):
    meeting, now = asked_meeting(request), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = ActionItemForm(data, meeting=meeting, on=timezone.localdate(now))
    if form.is_valid():
        actions.note_action(item=form.save(commit=False), by=request.user, now=now)
        messages.success(request, _("The action is noted."))
        return redirect(meeting or "activities:action_item_list")
    return render(request, "activities/action_item_form.html", {"form": form, "meeting": meeting})


@require_POST
def action_item_done(request, pk):
    item = get_object_or_404(ActionItem.objects.visible_to(request.user).select_related("activity"), pk=pk)
    if not permissions.can_finish(request.user, item):
        raise PermissionDenied
    actions.finish_action(item=item, by=request.user, now=timezone.now())
    messages.success(request, _("Done: %(action)s.") % {"action": item.title})
    return redirect(came_from(request) or "activities:action_item_list")

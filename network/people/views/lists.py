"""A list of people to invite: handing it in, looking at what is wrong, confirming, watching it, and the outcome."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.base.refusal import Refusal
from network.base.tables import csv_response
from network.people.actions import importing as actions
from network.people.forms.invitations import ListForm
from network.people.models import InvitationList
from network.people.views.invitations import refuse_who_may_not_invite

PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def list_hand_in(request):
    refuse_who_may_not_invite(request)
    now = timezone.now()
    form = ListForm(request.POST or None, request.FILES or None, user=request.user, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        return redirect(actions.hand_in(**form.handed_in(), by=request.user, now=now))
    return render(request, "people/list_hand_in.html", {"form": form})


def find(request, pk):
    return get_object_or_404(InvitationList.objects.visible_to(request.user), pk=pk)


@require_safe
def list_detail(request, pk):
    """Before it is confirmed what would happen; then how far it is; then what came of it."""
    found = find(request, pk)
    # What was left out stands first: among hundreds of lines one looks for those.
    rows = found.rows.select_related("school", "partner").order_by(
        Case(When(problem="", then=1), default=0), "number", "pk"
    )
    context = {
        "list": found,
        "counts": found.counts(),
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    if request.headers.get("HX-Request"):
        return render(request, "people/list_detail.html#progress", context)
    return render(request, "people/list_detail.html", context)


@require_POST
def list_confirm(request, pk):
    found = find(request, pk)
    try:
        actions.confirm(invitation_list=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.info(request, str(refusal))
    return redirect(found)


@require_POST
def list_discard(request, pk):
    """Throw away a list that was not confirmed."""
    deleted, _rows = InvitationList.objects.filter(pk=find(request, pk).pk, confirmed_at=None).delete()
    if not deleted:
        return redirect("invitations:list_detail", pk)
    messages.success(request, _("The list is gone. Nobody was invited with it."))
    return redirect("invitations:invitation_list")


@require_safe
def list_download(request, pk):
    found = find(request, pk)
    header = [
        _("Line of the list"),
        _("Name"),
        _("E-mail address"),
        _("Function"),
        _("School or partner"),
        _("Outcome"),
    ]
    rows = found.rows.select_related("school", "partner").order_by("number", "pk")
    return csv_response(_("list-of-invitations"), header, (outcome(row, found) for row in rows))


def outcome(row, found):
    function = row.get_function_display() if row.function else row.function_text
    place = row.organisation or row.organisation_text
    return [row.number, row.name, row.email, function, place, in_words(row, found)]


def in_words(row, found):
    if row.problem:
        return row.get_problem_display()
    if row.handled_at:
        return _("invited")
    return _("will be invited") if found.confirmed_at else _("in order")

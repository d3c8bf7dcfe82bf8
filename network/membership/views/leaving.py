"""Ending a membership and moving to another school: first what it means, then the button."""

import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from network.membership import permissions
from network.membership.actions import leaving
from network.membership.effects import effects_of
from network.membership.forms import EndForm, MoveForm
from network.membership.views.members import address_of, attempt, find_membership, form_page
from network.people.models import Membership
from network.schools.models import School

DAY = datetime.timedelta(days=1)


def was(request):
    """The last day that stood there when the page was opened, as the preview sent it back."""
    try:
        return parse_date(request.POST.get("was", ""))
    except ValueError:
        return None


@form_page
def member_end(request, pk):
    """Asks for the last day, shows what it means, and notes it once that was seen (`sure`)."""
    membership, now = find_membership(request, pk), timezone.now()
    if not permissions.can_end(request.user, membership):
        raise PermissionDenied
    form = EndForm(request.POST or None, today=timezone.localdate(now))
    context = {"form": form, "membership": membership, "back": address_of(membership.organisation)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "membership/member_end.html", context)
    if "sure" not in request.POST:
        context["effects"] = effects_of(membership, last_day=form.last())
        return render(request, "membership/member_end_preview.html", context)
    end = partial(
        leaving.leave, membership=membership, last_day=form.last(), was=was(request), by=request.user, now=now
    )
    return attempt(
        request, membership.organisation, end, _("The last day of %(person)s is noted.") % {"person": membership.user}
    )


@form_page
def member_move(request, pk):
    """Asks for the school and the day, shows what it means, and does it once that was seen."""
    membership, now = find_membership(request, pk), timezone.now()
    if not permissions.can_move(request.user, membership):
        raise PermissionDenied
    today = timezone.localdate(now)
    schools = School.objects.taking_part(on=today).exclude(pk=membership.school_id).order_by("name", "pk")
    form = MoveForm(request.POST or None, today=today, schools=schools, initial={"function": membership.function})
    context = {"form": form, "membership": membership, "back": address_of(membership.organisation)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "membership/member_move.html", context)
    if "sure" not in request.POST:
        last_day = form.cleaned_data["starts_on"] - DAY
        context |= {"effects": effects_of(membership, last_day=last_day), **form.cleaned_data}
        context["function"] = Membership.Function(form.cleaned_data["function"]).label
        return render(request, "membership/member_move_preview.html", context)
    move = partial(leaving.move, membership=membership, was=was(request), by=request.user, now=now, **form.cleaned_data)
    moved = _("%(person)s moves to %(school)s.") % {"person": membership.user, "school": form.cleaned_data["school"]}
    return attempt(request, membership.organisation, move, moved)

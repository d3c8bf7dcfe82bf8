"""Who belongs to a school or partner: today, in time to come, and before."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.base.constraints import current
from network.base.refusal import Refusal
from network.membership import permissions
from network.membership.actions import leaving
from network.membership.forms import BeginForm, StandInForm
from network.partners.models import Partner
from network.people.actions import memberships
from network.people.models import User
from network.people.standing import Role
from network.schools.models import School

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overview(request):
    """For the project lead all schools and partners; a school leader goes to the own school at once."""
    user, today = request.user, timezone.localdate()
    if not permissions.looks_after_members(user):
        raise Http404
    schools = School.objects.taking_part(on=today).annotate(**sizes(today)).by_name()
    if not user.standing.leads_project:
        schools = schools.filter(pk__in=user.standing.led_school_ids)
        if len(schools) == 1:
            return redirect(address_of(schools[0]))
    partners = Partner.objects.taking_part(on=today).annotate(size=sizes(today)["size"]).by_name()
    context = {"schools": schools, "partners": partners if user.standing.leads_project else []}
    return render(request, "membership/overview.html", context)


def sizes(today):
    """How many people of each organisation there are today, and how many lead it."""
    here = current(today, "memberships__") & Q(memberships__user__is_active=True)
    leads = here & Q(memberships__function=Role.SCHOOL_LEADER)
    return {
        "size": Count("memberships__user", filter=here, distinct=True),
        "leaders": Count("memberships__user", filter=leads, distinct=True),
    }


def address_of(organisation):
    kind = "school" if isinstance(organisation, School) else "partner"
    return reverse(f"membership:{kind}_members", args=[organisation.slug])


def invitation_to(organisation):
    """The page to invite somebody new, with this school or partner filled in."""
    kind = "school" if isinstance(organisation, School) else "partner"
    return f"{reverse('invitations:invitation_send')}?{kind}={organisation.pk}"


def find_organisation(request, model, slug):
    """The school or partner, for whoever looks after its people."""
    organisation = get_object_or_404(model, slug=slug)
    looks_after = permissions.looks_after_school if model is School else permissions.looks_after_partner
    if not looks_after(request.user, organisation):
        raise Http404
    return organisation


@require_safe
def member_list(request, slug, model):
    organisation, today = find_organisation(request, model, slug), timezone.localdate()
    rows = organisation.memberships.select_related("user", "school", "partner")
    rows = rows.order_by("user__given_name", "user__family_name", "user_id", "pk")
    there = [row_of(request.user, row, on=today) for row in rows if not row.has_ended(on=today)]
    context = {
        "organisation": organisation,
        "is_school": model is School,
        "present": [row for row in there if row["membership"].has_begun(on=today)],
        "coming": [row for row in there if not row["membership"].has_begun(on=today)],
        "former": [row for row in rows if row.has_ended(on=today)],
        "lacks_leader": model is School and not any(leads(row["membership"], on=today) for row in there),
        "invite_url": invitation_to(organisation),
        "add_url": f"{address_of(organisation)}toevoegen/",
        "leads_project": request.user.standing.leads_project,
    }
    return render(request, "membership/member_list.html", context)


def leads(membership, *, on):
    return membership.function == Role.SCHOOL_LEADER and membership.has_begun(on=on) and membership.user.is_active


def row_of(user, membership, *, on):
    """A membership with what this person may do to it."""
    until = membership.stands_in_until
    return {
        "membership": membership,
        "can_end": permissions.can_end(user, membership),
        "can_move": permissions.can_move(user, membership),
        "can_stand_in": permissions.can_name_stand_in(membership),
        "stands_in": membership.is_stand_in and (until is None or until >= on),
    }


@form_page
def member_add(request, slug, model):
    """Give somebody who has an account a function here."""
    organisation, now = find_organisation(request, model, slug), timezone.now()
    today, user = timezone.localdate(now), request.user
    form = BeginForm(
        request.POST or None,
        today=today,
        people=people_to_add(user, organisation, on=today),
        functions=permissions.functions_to_give(user, partner=model is Partner),
    )
    if request.method == "POST" and form.is_valid():
        begin = partial(leaving.begin, by=user, now=now, **place_of(organisation), **form.cleaned_data)
        added = _("%(person)s has this function now.") % {"person": form.cleaned_data["user"]}
        return attempt(request, organisation, begin, added)
    context = {"form": form, "organisation": organisation, "back": address_of(organisation)}
    return render(request, "membership/member_add.html", {**context, "invite_url": invitation_to(organisation)})


def people_to_add(user, organisation, *, on):
    """Everyone with an account for the project lead; for a school leader the people of the own school."""
    people = User.objects.active().with_standing(on=on).by_name()
    if user.standing.leads_project:
        return people
    return people.filter(pk__in=organisation.memberships.current(on=on).values("user"))


def place_of(organisation):
    return {"school" if isinstance(organisation, School) else "partner": organisation}


def find_membership(request, pk):
    """A membership that this person looks after and that has not ended."""
    rows = permissions.looked_after_by(request.user).select_related("user", "school", "partner")
    membership = get_object_or_404(rows, pk=pk)
    if membership.has_ended(on=timezone.localdate()):
        raise Http404
    return membership


@require_POST
def member_keep(request, pk):
    """Take a last day to come away again."""
    membership = find_membership(request, pk)
    if not permissions.can_end(request.user, membership):
        raise PermissionDenied
    keep = partial(memberships.keep_membership, membership=membership, today=timezone.localdate())
    return attempt(request, membership.organisation, keep, _("%(person)s stays.") % {"person": membership.user})


@form_page
def stand_in_name(request, pk):
    membership, today = find_membership(request, pk), timezone.localdate()
    if not permissions.can_name_stand_in(membership):
        raise PermissionDenied
    form = StandInForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        name = partial(memberships.name_stand_in, membership=membership, today=today, **form.cleaned_data)
        named = _("%(person)s stands in for the school leader.") % {"person": membership.user}
        return attempt(request, membership.organisation, name, named)
    context = {"form": form, "membership": membership, "back": address_of(membership.organisation)}
    return render(request, "membership/stand_in_name.html", context)


@require_POST
def stand_in_end(request, pk):
    membership = find_membership(request, pk)
    end = partial(memberships.end_stand_in, membership=membership, today=timezone.localdate())
    ended = _("%(person)s no longer stands in for the school leader.") % {"person": membership.user}
    return attempt(request, membership.organisation, end, ended)


def attempt(request, organisation, action, success):
    """Run an action, tell how it went, and go back to the list of this organisation."""
    try:
        action()
    except Refusal as refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, success)
    if not permissions.looks_after_members(request.user):
        return redirect("dashboard:landing")
    return redirect(address_of(organisation))

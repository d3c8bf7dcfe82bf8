"""Working groups: the list, one group, changing it, who is in it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.base.refusal import Refusal
from network.people.models import Membership, User
from network.steering.models import FrameworkVersion
from network.working_groups import actions, permissions
from network.working_groups.forms import GroupForm, LastDayForm, MemberForm
from network.working_groups.models import WorkingGroup

LIST = reverse_lazy("working_groups:working_group_list")

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def working_group_list(request):
    """Mine first, then the others, then the ones that ended."""
    user, today = request.user, timezone.localdate()
    if not user.standing.is_member:
        raise Http404
    groups = list(WorkingGroup.objects.visible_to(user).with_size(on=today).by_name().prefetch_related("themes"))
    mine = set(WorkingGroup.objects.of(user, on=today).values_list("pk", flat=True))
    at_work = [group for group in groups if group.is_at_work(on=today)]
    context = {
        "mine": [group for group in at_work if group.pk in mine],
        "others": [group for group in at_work if group.pk not in mine],
        "ended": [group for group in groups if not group.is_at_work(on=today)],
        "can_start": permissions.can_start_group(user),
    }
    return render(request, "working_groups/working_group_list.html", context)


def find_group(request, slug):
    return get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)


@require_safe
def working_group_detail(request, slug):
    """What the group wants, within which frameworks, and who is in it."""
    group, today = find_group(request, slug), timezone.localdate()
    can_see_members = permissions.can_see_members(request.user, group, on=today)
    members = current_members(group, on=today) if can_see_members else []
    context = {
        "group": group,
        "frameworks": frameworks_with_mandate(group),
        "themes": group.themes.order_by("name", "pk"),
        "can_see_members": can_see_members,
        "members": members,
        "mine": next((membership for membership in members if membership.user_id == request.user.pk), None),
        "can_run": permissions.can_run_group(request.user, group, on=today),
        "can_manage": permissions.can_manage_members(request.user, group, on=today),
        "can_end": permissions.can_end_group(request.user),
        "has_ended": group.ends_on is not None and group.ends_on < today,
    }
    return render(request, "working_groups/working_group_detail.html", context)


def current_members(group, *, on):
    """The memberships of a date with each person's standing, school by school and there by name."""
    memberships = group.memberships.current(on=on).order_by("user__given_name", "user__family_name", "pk")
    fetched = memberships.prefetch_related(Prefetch("user", User.objects.with_standing(on=on)))
    return sorted(fetched, key=lambda membership: membership.user.standing.organisation)


def frameworks_with_mandate(group):
    """Pairs of a framework and its version in force; None where it is not in force any more."""
    in_force = Prefetch("versions", FrameworkVersion.objects.in_force(), to_attr="versions_in_force")
    frameworks = group.frameworks.by_title().prefetch_related(in_force)
    return [(framework, next(iter(framework.versions_in_force), None)) for framework in frameworks]


@form_page
def working_group_start(request):
    if not permissions.can_start_group(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    form = GroupForm(request.POST or None, on=today)
    if request.method == "POST" and form.is_valid():
        group = actions.start_group(starts_on=today, **form.cleaned_data)
        messages.success(request, _("The group is there. Add its members now."))
        return redirect(group)
    return render(request, "working_groups/working_group_write.html", {"form": form, "back": LIST})


@form_page
def working_group_edit(request, slug):
    group, today = find_group(request, slug), timezone.localdate()
    if not permissions.can_run_group(request.user, group, on=today):
        raise PermissionDenied
    form = GroupForm(request.POST or None, instance=group, on=today)
    if request.method == "POST" and form.is_valid():
        actions.change_group(group=group, **form.cleaned_data)
        messages.success(request, _("The page of the group is saved."))
        return redirect(group)
    context = {"form": form, "group": group, "back": group.get_absolute_url()}
    return render(request, "working_groups/working_group_write.html", context)


@form_page
def working_group_end(request, slug):
    group, today = find_group(request, slug), timezone.localdate()
    if not permissions.can_end_group(request.user):
        raise PermissionDenied
    first_day = max(group.starts_on, today)
    form = LastDayForm(request.POST or None, first_day=first_day, initial={"last_day": group.ends_on or today})
    form.submit_label = _("Stop the group")
    if request.method == "POST" and form.is_valid():
        end = partial(actions.end_group, group=group, on=today, **form.cleaned_data)
        return attempt(request, group, end, _("The last day of the group is noted."))
    members = group.memberships.current(on=today).count()
    return render(request, "working_groups/working_group_end.html", {"form": form, "group": group, "members": members})


@form_page
def member_add(request, slug):
    group, now = find_group(request, slug), timezone.now()
    today = timezone.localdate(now)
    if not permissions.can_manage_members(request.user, group, on=today):
        raise PermissionDenied
    form = MemberForm(request.POST or None, people=people_to_add(group, on=today))
    if request.method == "POST" and form.is_valid():
        add = partial(actions.add_member, group=group, by=request.user, now=now, **form.cleaned_data)
        added = _("%(person)s is in the group now.") % {"person": form.cleaned_data["user"]}
        return attempt(request, group, add, added)
    return render(request, "working_groups/member_add.html", {"form": form, "group": group})


def people_to_add(group, *, on):
    """Active people of a school or partner who are not in the group."""
    somewhere = Membership.objects.current(on=on).values("user")
    members = group.memberships.current(on=on).values("user")
    return User.objects.active().filter(pk__in=somewhere).exclude(pk__in=members).with_standing(on=on).by_name()


def find_membership(group, pk, *, on):
    return get_object_or_404(group.memberships.current(on=on).select_related("user", "group"), pk=pk)


@require_POST
def member_chair(request, slug, pk):
    """Says who leads the group, or no longer does."""
    group, today = find_group(request, slug), timezone.localdate()
    membership = find_membership(group, pk, on=today)
    if not permissions.can_manage_members(request.user, group, on=today):
        raise PermissionDenied
    actions.name_chair(membership=membership, is_chair=request.POST.get("leads") == "yes")
    messages.success(request, _("Who leads the group is noted."))
    return redirect(group)


@form_page
def member_end(request, slug, pk):
    group, today = find_group(request, slug), timezone.localdate()
    membership = find_membership(group, pk, on=today)
    if not permissions.can_end_membership(request.user, membership, on=today):
        raise PermissionDenied
    form = LastDayForm(request.POST or None, first_day=membership.starts_on, initial={"last_day": today})
    form.submit_label = _("Note the last day")
    if request.method == "POST" and form.is_valid():
        end = partial(actions.end_membership, membership=membership, on=today, **form.cleaned_data)
        return attempt(request, group, end, _("The last day of %(person)s is noted.") % {"person": membership.user})
    context = {"form": form, "group": group, "membership": membership, "is_me": membership.user == request.user}
    return render(request, "working_groups/member_end.html", context)


def attempt(request, group, action, success):
    """Run an action, tell how it went, and go back to the group."""
    try:
        action()
    except Refusal as refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, success)
    return redirect(group)

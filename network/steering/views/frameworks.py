"""Frameworks: the list, one framework, writing a new one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.steering import actions, permissions
from network.steering.consent import consents_of
from network.steering.forms import VersionForm
from network.steering.models import Framework, FrameworkVersion, Goal, SharedVision


@require_safe
def framework_list(request):
    """In the making first (for who sees that), then what is in force under each goal, then the rest."""
    user, today = request.user, timezone.localdate()
    if not user.standing.is_member:
        raise Http404
    versions = FrameworkVersion.objects.visible_to(user).newest_first()
    frameworks = list(
        Framework.objects.visible_to(user)
        .by_title()
        .prefetch_related(Prefetch("versions", versions, to_attr="seen_versions"), "goals")
    )
    for framework in frameworks:
        framework.in_force, framework.making = versions_at_work(framework)
    proposals = [framework.making for framework in frameworks if framework.making and framework.making.is_proposed]
    context = {
        "making": with_consent([framework for framework in frameworks if framework.making], proposals, on=today),
        "by_goal": grouped_by_goal([framework for framework in frameworks if framework.in_force], user),
        "others": [framework for framework in frameworks if not framework.in_force and not framework.making],
        "can_propose": permissions.can_propose_framework(user),
        "today": today,
    }
    return render(request, "steering/framework_list.html", context)


def versions_at_work(framework):
    """The version in force and the one in the making of a framework whose `seen_versions` were fetched."""
    seen = framework.seen_versions
    in_force = next((version for version in seen if version.is_in_force), None)
    return in_force, next((version for version in seen if version.is_draft or version.is_proposed), None)


def with_consent(frameworks, proposals, *, on):
    consents = consents_of(proposals, on=on) if proposals else {}
    return [(framework, consents.get(framework.making.pk)) for framework in frameworks]


def grouped_by_goal(frameworks, user):
    """Pairs of a goal and its frameworks, in the order of the goals; a framework under two goals is in both."""
    under = {}
    for framework in frameworks:
        for goal in framework.goals.all():
            under.setdefault(goal.pk, []).append(framework)
    goals = Goal.objects.visible_to(user).filter(pk__in=under).in_order()
    return [(goal, under[goal.pk]) for goal in goals]


@require_safe
def framework_detail(request, slug):
    """What is in force and what it allows, with the goals above it and its other versions below."""
    framework = get_object_or_404(Framework.objects.visible_to(request.user), slug=slug)
    versions = list(
        framework.versions.visible_to(request.user)
        .newest_first()
        .select_related("decision", "written_by", "adopted_by")
    )
    in_force = next((version for version in versions if version.is_in_force), None)
    context = {
        "framework": framework,
        "versions": versions,
        "in_force": in_force,
        "making": next((version for version in versions if version.is_draft or version.is_proposed), None),
        "goals": framework.goals.in_order(),
        "vision": SharedVision.objects.in_force(),
        "can_start_version": permissions.can_start_version(request.user),
    }
    return render(request, "steering/framework_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def framework_write(request):
    """Begin a framework; `?goal=<slug>` ticks the goal from whose page one came."""
    if not permissions.can_write_framework(request.user):
        raise PermissionDenied
    now = timezone.now()
    goals = Goal.objects.visible_to(request.user).current(on=timezone.localdate(now)).in_order()
    initial = {"goals": goals.filter(slug=request.GET.get("goal", ""))}
    form = VersionForm(request.POST or None, goals=goals, draft="framework-new", initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        version = actions.write_framework(
            title=data["title"],
            goals=data["goals"],
            text=data["text"],
            mandate=data["mandate"],
            by=request.user,
            now=now,
        )
        messages.success(request, _("Your draft is saved. Only the steering group and the project lead can read it."))
        return redirect(version)
    return render(request, "steering/framework_write.html", {"form": form, "has_goals": goals.exists()})

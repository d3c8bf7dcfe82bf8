"""The shared vision, the goals under it, and how far each school is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.base.refusal import Refusal
from network.schools.models import School
from network.steering import actions, permissions
from network.steering.forms import EndorsementForm, GoalForm, VisionForm
from network.steering.models import Endorsement, Framework, Goal, SharedVision


@require_safe
def vision(request):
    """What the schools want together, the goals under it, and how far each school is."""
    user, today = request.user, timezone.localdate()
    if not user.standing.is_member:
        raise Http404
    current = SharedVision.objects.in_force()
    schools = schools_and_endorsements(current, on=today)
    levels = [endorsement.level for _school, endorsement in schools if endorsement]
    context = {
        "vision": current,
        "goals": Goal.objects.visible_to(user).current(on=today).in_order(),
        "schools": schools if permissions.can_see_endorsements(user) else [],
        "counts": [(level.label, levels.count(level.value)) for level in Endorsement.Level],
        "asked": len(schools),
        "mine": [row for row in schools if permissions.can_give_endorsement(user, row[0].pk)],
        "can_write": permissions.can_write_vision(user),
    }
    return render(request, "steering/vision.html", context)


def schools_and_endorsements(current, *, on):
    """Pairs of each school that takes part and its endorsement of the vision, or None."""
    endorsements = Endorsement.objects.filter(vision=current) if current else Endorsement.objects.none()
    schools = School.objects.taking_part(on=on).order_by("name", "pk")
    fetched = schools.prefetch_related(Prefetch("endorsements", endorsements, to_attr="of_this_vision"))
    return [(school, next(iter(school.of_this_vision), None)) for school in fetched]


@require_http_methods(["GET", "HEAD", "POST"])
def endorsement_give(request, school):
    """Say how far one's own school is, or change what was said."""
    school = get_object_or_404(School.objects.taking_part(on=timezone.localdate()), pk=school)
    if not permissions.can_give_endorsement(request.user, school.pk):
        raise PermissionDenied
    current = SharedVision.objects.in_force()
    given = Endorsement.objects.filter(vision=current, school=school).first()
    form = EndorsementForm(request.POST or None, instance=given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_endorsement(school=school, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, refusal)
        else:
            messages.success(
                request, _("Thank you. The other schools can see how far %(school)s is.") % {"school": school}
            )
        return redirect("steering:vision")
    return render(request, "steering/endorsement_give.html", {"form": form, "school": school, "vision": current})


@require_http_methods(["GET", "HEAD", "POST"])
def vision_write(request):
    """Record the vision that the steering group agreed on; the one before it stays readable."""
    if not permissions.can_write_vision(request.user):
        raise PermissionDenied
    current = SharedVision.objects.in_force()
    form = VisionForm(request.POST or None, initial={"text": current.text if current else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.adopt_vision(by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The vision is in force."))
            return redirect("steering:vision")
    return render(request, "steering/vision_write.html", {"form": form, "vision": current})


@require_safe
def goal_detail(request, slug):
    """A goal with the frameworks that serve it, the vision above it."""
    goal = get_object_or_404(Goal.objects.visible_to(request.user), slug=slug)
    frameworks = Framework.objects.visible_to(request.user).filter(goals=goal).by_title()
    context = {
        "goal": goal,
        "frameworks": frameworks.with_state(),
        "vision": SharedVision.objects.in_force(),
        "can_write": permissions.can_write_vision(request.user),
        "can_propose": permissions.can_propose_framework(request.user),
        "has_ended": goal.ends_on is not None and goal.ends_on < timezone.localdate(),
    }
    return render(request, "steering/goal_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_write(request):
    if not permissions.can_write_vision(request.user):
        raise PermissionDenied
    return save_goal(request, Goal(rank=Goal.objects.count() + 1, starts_on=timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request, slug):
    goal = get_object_or_404(Goal.objects.visible_to(request.user), slug=slug)
    if not permissions.can_write_vision(request.user):
        raise PermissionDenied
    return save_goal(request, goal)


def save_goal(request, goal):
    """Show the form for a new or an existing goal, or save what was sent."""
    form = GoalForm(request.POST or None, instance=goal)
    if request.method == "POST" and form.is_valid():
        saved = actions.write_goal(goal=goal if goal.pk else None, **form.cleaned_data)
        messages.success(request, _("The goal is saved."))
        return redirect(saved)
    return render(request, "steering/goal_write.html", {"form": form, "goal": goal if goal.pk else None})

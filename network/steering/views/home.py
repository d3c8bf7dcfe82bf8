"""The steering group at a glance."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.schools.models import School
from network.steering import permissions
from network.steering.consent import consents_of
from network.steering.models import Decision, FrameworkVersion, Goal, SharedVision


@require_safe
def steering_home(request):
    """What is asked of my school, what is in the making, the latest decisions, and what it all serves."""
    user, today = request.user, timezone.localdate()
    if not user.standing.is_member:
        raise Http404
    context = {
        "vision": SharedVision.objects.in_force(),
        "goals": Goal.objects.visible_to(user).current(on=today).in_order(),
        "decisions": Decision.objects.visible_to(user).latest_first().select_related("version__framework")[:5],
        "can_propose": permissions.can_propose_framework(user),
        "today": today,
    }
    if permissions.can_steer(user):
        context |= in_the_making(user, on=today)
    return render(request, "steering/steering_home.html", context)


def in_the_making(user, *, on):
    """Proposals with their consent, the ones among them that wait for this person, and the drafts."""
    making = FrameworkVersion.objects.visible_to(user).in_the_making().select_related("framework", "written_by")
    versions = list(making.by_deadline())
    proposals = [version for version in versions if version.is_proposed]
    consents = consents_of(proposals, on=on)
    mine = School.objects.filter(pk__in=user.standing.voice_school_ids).in_bulk() if proposals else {}
    return {
        "proposals": [(version, consents[version.pk]) for version in proposals],
        "drafts": [version for version in versions if version.is_draft],
        "asks": [
            (version, mine[school_id])
            for version in proposals
            if version.takes_positions(on=on)
            for school_id in sorted(mine)
            if not consents[version.pk].position_of(school_id)
        ],
        "steers": True,
    }

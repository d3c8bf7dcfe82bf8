"""Decisions of the steering group, for every member."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from network.steering import permissions
from network.steering.consent import tally
from network.steering.models import Decision, Position
from network.steering.views.versions import history_for


@require_safe
def decision_detail(request, pk):
    """The decision; how many schools took which position for everyone, which school and why for the steering group."""
    decisions = Decision.objects.visible_to(request.user).select_related(
        "version__framework", "decided_by", "decided_in__activity", "review"
    )
    decision = get_object_or_404(decisions, pk=pk)
    sits_in_it = permissions.can_see_positions(request.user)
    context = {
        "decision": decision,
        "review": getattr(decision, "review", None),
        "meeting": meeting_of(decision) if sits_in_it else None,
        "tally": tally(row["stance"] for row in decision.positions),
        "positions": recorded(decision) if sits_in_it else [],
        "history": history_for(request.user, decision.version) if decision.version else [],
        "sits_in_steering_group": sits_in_it,
    }
    return render(request, "steering/decision_detail.html", context)


def meeting_of(decision):
    """The meeting in which it was taken, None for what the schools decided by their positions."""
    item = getattr(decision, "decided_in", None)
    return item and item.activity


def recorded(decision):
    """The positions as they stood, each with the name of its stance in the reader's language."""
    names = dict(Position.Stance.choices)
    return [{**row, "label": names.get(row["stance"], "")} for row in decision.positions]

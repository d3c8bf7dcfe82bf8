"""Pages that show how things hang together, for members of the network."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.insight import drawing
from network.insight.cells import COLUMNS, blocks_of
from network.insight.gaps import gaps_of
from network.insight.thread import strand_of, thread_for, visible_frameworks
from network.people.standing import standing_of
from network.schools.school_year import SchoolYear
from network.steering.models import SharedVision


@require_safe
def thread(request):
    """From the shared vision down to what happens in the schools, with its gaps; `?doel=` and `?jaar=` narrow it."""
    if not standing_of(request.user).is_member:
        raise Http404
    now = timezone.now()
    goal, year = request.GET.get("doel", ""), SchoolYear.named(request.GET.get("jaar", ""))
    whole = thread_for(request.user, now=now, on=timezone.localdate(now), goal=goal, year=year)
    blocks = blocks_of(whole)
    return render(
        request,
        "insight/thread.html",
        {
            "thread": whole,
            "blocks": blocks,
            "columns": COLUMNS.values(),
            "sheets": [drawing.wide(whole, blocks), drawing.tall(whole, blocks)] if blocks else [],
            "gaps": gaps_of(whole, request.user),
            "goal": goal,
            "year": year,
        },
    )


@require_safe
def framework_thread(request, slug):
    """What hangs above and below one framework."""
    now = timezone.now()
    framework = get_object_or_404(visible_frameworks(request.user), slug=slug)
    return render(
        request,
        "insight/framework_thread.html",
        {
            "framework": framework,
            "vision": SharedVision.objects.in_force(),
            "goals": framework.goals.in_order(),
            "strand": strand_of(framework, request.user, now=now, on=timezone.localdate(now)),
        },
    )

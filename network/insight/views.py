"""Pages that show how things hang together, for members of the network."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.insight.thread import strand_of, thread_for, visible_frameworks
from network.people.standing import standing_of
from network.steering.models import SharedVision


@require_safe
def thread(request):
    """From the shared vision down to what happens in the schools, with its gaps."""
    if not standing_of(request.user).is_member:
        raise Http404
    now = timezone.now()
    whole = thread_for(request.user, now=now, on=timezone.localdate(now))
    return render(request, "insight/thread.html", {"thread": whole})


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

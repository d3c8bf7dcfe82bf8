"""The page on which somebody tells, six weeks after a meeting, whether it worked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.practice import harvesting
from network.practice.forms import HarvestTellForm
from network.practice.permissions import can_write
from network.theme_meetings.models import Harvest


@require_http_methods(["GET", "HEAD", "POST"])
def harvest_tell(request, pk):
    """For whoever wrote it alone. The first answer begins a story; afterwards it can be put better."""
    mine = Harvest.objects.filter(registration__user=request.user).select_related("registration__activity")
    harvest = get_object_or_404(mine, pk=pk)
    if not can_write(request.user):
        raise Http404
    form = HarvestTellForm(request.POST if request.method == "POST" else None, instance=harvest)
    if form.is_valid():
        story = harvesting.tell(harvest=harvest, now=timezone.now(), **form.cleaned_data)
        if story:
            messages.success(request, _("Kept. It is the beginning of a story that only you can read."))
            return redirect("practice:story_edit", story.slug)
        messages.success(request, _("Kept. Thank you."))
        return redirect(harvest.registration.activity)
    return render(request, "practice/harvest_tell.html", {"harvest": harvest, "form": form})

"""Withdrawing a hand-over of the project before its day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from network.base.refusal import Refusal
from network.membership import permissions
from network.membership.actions import hand_over as handing
from network.membership.models import HandOver
from network.membership.views.members import form_page
from network.membership.views.offices import asked_again


@form_page
@asked_again(permissions.can_hand_over)
def hand_over_take_back(request):
    """One's own, as long as it is to come; where there is none, the page is not there."""
    own = HandOver.objects.pending().filter(giver=request.user).select_related("giver", "receiver")
    arranged = get_object_or_404(own)
    if request.method != "POST":
        return render(request, "membership/hand_over_take_back.html", {"arranged": arranged})
    try:
        handing.take_back(hand_over=arranged, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The hand-over is withdrawn. You stay project lead."))
    return redirect("membership:office_list")

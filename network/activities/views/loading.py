"""From an address to an activity that this person may see, and what may go wrong on the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from network.activities import permissions
from network.activities.models import Activity
from network.base.refusal import Refusal


def find(request, slug, model=Activity):
    """The activity of an address if this person may see it; otherwise 404."""
    return get_object_or_404(model.objects.for_page().visible_to(request.user), slug=slug)


def find_to_manage(request, slug, model=Activity):
    """The same for whoever organises it; others who see it get 403."""
    activity = find(request, slug, model)
    if not permissions.can_manage(request.user, activity):
        raise PermissionDenied
    return activity


def find_to_edit(request, slug, model=Activity):
    """The same for organisers who may read it: to change what it says, publish it, or ask people in."""
    activity = find(request, slug, model)
    if not permissions.can_edit(request.user, activity):
        raise PermissionDenied
    return activity


def attempt(request, action, **arguments):
    """Call an action. Its answer, or None after telling the person why it was refused."""
    try:
        return action(**arguments)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return None

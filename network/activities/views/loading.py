"""From an address to an activity that this person may see, and what may go wrong on the way back."""

import dataclasses
import functools

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404

from network.activities import permissions
from network.activities.models import Activity
from network.base.prepared import prepared
from network.base.refusal import Refusal
from network.people.models import User
from network.people.standing import standing_of


def find(request, slug, model=Activity):
    """The activity of an address if this person may see it; otherwise 404."""
    user = request.user
    standing = standing_of(user)
    if standing.is_member:
        found = _seen_as(model)(person=user.pk, standing=standing.outline(), slug=slug, today=standing.day)
    else:
        found = seen(model, user, slug=slug)
    for activity in found:
        return activity
    raise Http404


def seen(model, user, *, slug):
    return model.objects.for_page().with_co_editing_of(user).visible_to(user).filter(slug=slug)


@functools.cache
def _seen_as(model):
    """The activity of a model with this address, for someone with a `Standing` in outline, as a prepared query."""

    @prepared
    def rows(*, person, standing, slug, today):
        me = User(pk=person)
        me.standing = dataclasses.replace(standing, day=today)
        return seen(model, me, slug=slug)

    return rows


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

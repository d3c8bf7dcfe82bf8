"""Organising together: who may change an activity beside its maker and its working group."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.activities import emails
from network.activities.models import Activity, CoEditor
from network.base.refusal import Refusal


class OfACircle(Refusal):
    sentence = _("A meeting of the steering group or of a working group is organised by its members.")


class NotOfTheNetwork(Refusal):
    sentence = _("Only people who take part in the network can organise along.")


@transaction.atomic
def add_co_editor(*, activity, user, by, now):
    """Let a person organise along and tell that person. Adding twice does nothing more."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if activity.has_circle:
        raise OfACircle
    if not user.is_active or not user.standing.is_member:
        raise NotOfTheNetwork
    added, is_new = CoEditor.objects.get_or_create(
        activity=activity, user=user, defaults={"added_by": by, "added_at": now}
    )
    if is_new and user != by:
        emails.queue_asked_along(added, by=by, now=now)
    return added


def remove_co_editor(*, co_editor):
    """End it; the audit trail keeps who it was."""
    co_editor.delete()

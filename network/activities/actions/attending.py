"""Who was there."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal


class Archived(Refusal):
    sentence = _("This activity is in the archive, where nothing changes any more. Take it out first.")


class NotBegun(Refusal):
    sentence = _("You can note who is there once the activity has begun.")


@transaction.atomic
def note_attendance(*, activity, present, by, now):
    """Write down of everyone with a place whether the person was there. `present` are keys of registrations.

    Returns how many were there. May be done again to correct it.
    """
    if activity.is_archived:
        raise Archived
    if not activity.has_begun(now=now) or not activity.is_published:
        raise NotBegun
    with_a_place = activity.registrations.confirmed()
    noted = {"presence_by": by, "presence_at": now}
    with_a_place.exclude(pk__in=present).update(was_present=False, **noted)
    return with_a_place.filter(pk__in=present).update(was_present=True, **noted)

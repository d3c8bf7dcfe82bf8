"""Who was there."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.activities import door
from network.activities.models import Registration
from network.base.refusal import Refusal


class Archived(Refusal):
    sentence = _("This activity is in the archive, where nothing changes any more. Take it out first.")


class NotBegun(Refusal):
    sentence = _("You can note who is there once the activity has begun.")


class DoorClosed(Refusal):
    sentence = _("The door is open from an hour before the start until an hour after the end.")


class NoPlace(Refusal):
    sentence = _("There is no place in this name. Ask the organisers.")


@transaction.atomic
def note_attendance(*, activity, present, by, now, shown=None):
    """Write down of everyone with a place whether the person was there. `present` are keys of registrations.

    `shown` tells what stood on the page that was filled in (key → True, False or None for not noted): whoever was
    noted by somebody else since then stays as that person noted it, unless the tick was changed. Returns how many are
    noted as there. May be done again to correct it.
    """
    if activity.is_archived:
        raise Archived
    if not activity.has_begun(now=now) or not activity.is_published:
        raise NotBegun
    rows = list(activity.registrations.confirmed().select_for_update().order_by("pk"))
    filled_in = [row for row in rows if shown is None or says_something(row, row.pk in present, shown)]
    for there in (True, False):
        keys = [row.pk for row in filled_in if (row.pk in present) is there]
        noted = {"was_present": there, "presence_by": by, "presence_at": now}
        activity.registrations.filter(pk__in=keys).update(**noted)
    return activity.registrations.confirmed().filter(was_present=True).count()


def says_something(row, ticked, shown):
    """Whether a page that showed `shown` says something about this row: it stood there, and is as new as the row."""
    if row.pk not in shown:
        return False
    was = shown[row.pk]
    return row.was_present == was or ticked != is_ticked(was)


def is_ticked(was_present):
    """How the tick stands on the page: whoever is not noted as absent is probably there."""
    return was_present is not False


@transaction.atomic
def check_in(*, activity, user, by, now):
    """Someone is at the door. Returns the registration and whether that was news. Raises DoorClosed and NoPlace."""
    if not door.is_open(activity, now=now) or activity.is_archived:
        raise DoorClosed
    mine = activity.registrations.select_for_update().filter(user=user, state=Registration.State.CONFIRMED).first()
    if not mine:
        raise NoPlace
    if mine.was_present:
        return mine, False
    mine.was_present, mine.presence_by, mine.presence_at = True, by, now
    mine.save(update_fields=["was_present", "presence_by", "presence_at"])
    return mine, True

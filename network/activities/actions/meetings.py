"""What a meeting works with: its agenda, its minutes, the actions that come out of it."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from network.activities.models import ActionItem, Activity, AgendaItem, Minutes
from network.base.refusal import Refusal
from network.steering.models import Decision


class MinutesAdopted(Refusal):
    sentence = _("These minutes have been adopted and cannot change any more.")


class MinutesChangedMeanwhile(Refusal):
    """Somebody else saved the minutes after this person opened them. `current` is what stands there now."""

    sentence = _("Somebody else changed the minutes in the meantime.")

    def __init__(self, current):
        super().__init__()
        self.current = current


class AlreadyDecided(Refusal):
    sentence = _("A decision on this item has already been recorded, and decisions stay as they are.")


@transaction.atomic
def put_on_agenda(*, item, by, now):
    """Add a new item at the end of its meeting's agenda, or of the backlog when it has no meeting."""
    item.owner = item.owner if item.owner_id else by
    item.created_at, item.rank = now, next_rank(item.activity_id)
    item.save()
    return item


@transaction.atomic
def change_item(*, item, was_on):
    """Save a changed item; `was_on` is the key of the meeting it stood on. One that moves goes to the end there."""
    if item.activity_id != was_on:
        item.rank = next_rank(item.activity_id)
    item.save()
    return item


@transaction.atomic
def shift_item(*, item, up):
    """Let an item change places with the one above it (or below it) on the same agenda."""
    neighbours = list(
        AgendaItem.objects.select_for_update().filter(activity=item.activity_id, handled_at=None).in_order()
    )
    here = neighbours.index(item)
    there = here - 1 if up else here + 1
    if 0 <= there < len(neighbours):
        neighbours[here], neighbours[there] = neighbours[there], neighbours[here]
    for rank, each in enumerate(neighbours, start=1):
        each.rank = rank
    AgendaItem.objects.bulk_update(neighbours, ["rank"])


@transaction.atomic
def handle_item(*, item, is_handled, now):
    """Note that an item was dealt with in its meeting, or that it was not after all."""
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if item.outcome_id:
        raise AlreadyDecided
    item.handled_at = now if is_handled else None
    item.save(update_fields=["handled_at"])
    return item


@transaction.atomic
def record_decision(*, item, title, text, review_on, by, now):
    """Write down what the meeting decided on an item; it then counts as dealt with. Returns the decision."""
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if item.outcome_id:
        raise AlreadyDecided
    item.outcome = Decision.objects.create(title=title, text=text, review_on=review_on, decided_by=by, decided_at=now)
    item.handled_at = now
    item.save(update_fields=["outcome", "handled_at"])
    return item.outcome


def next_rank(activity):
    """The place after the last one on the agenda of a meeting (its key, or None for the backlog)."""
    return (AgendaItem.objects.filter(activity=activity).aggregate(last=Max("rank"))["last"] or 0) + 1


@transaction.atomic
def write_minutes(*, activity, text, seen_at, by, now):
    """Save the minutes of a meeting. `seen_at` is when the text that the writer began from was written, or None.

    Raises MinutesAdopted, or MinutesChangedMeanwhile when they were saved by another since.
    """
    Activity.objects.select_for_update().get(pk=activity.pk)  # the row of the minutes may not be there to lock
    minutes = Minutes.objects.filter(activity=activity).first() or Minutes(activity=activity)
    if minutes.adopted_at:
        raise MinutesAdopted
    if minutes.written_at != seen_at and minutes.text != text:
        raise MinutesChangedMeanwhile(minutes)
    minutes.text, minutes.written_by, minutes.written_at = text, by, now
    minutes.save()
    return minutes


@transaction.atomic
def adopt_minutes(*, minutes, by, now):
    """Fix the minutes for good. Adopting twice does nothing more."""
    minutes = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if not minutes.adopted_at:
        minutes.adopted_by, minutes.adopted_at = by, now
        minutes.save(update_fields=["adopted_by", "adopted_at"])
    return minutes


@transaction.atomic
def note_action(*, item, by, now):
    item.created_by, item.created_at = by, now
    item.save()
    return item


@transaction.atomic
def finish_action(*, item, by, now):
    """Tick an action off. Doing so twice does nothing more."""
    ActionItem.objects.open().filter(pk=item.pk).update(done_by=by, done_at=now)

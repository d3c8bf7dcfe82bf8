"""A decision comes back to the agenda on its review date, and the steering group says what becomes of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from network.activities.actions.meetings import next_rank
from network.activities.models import AgendaItem, Review
from network.activities.permissions import can_edit_agenda
from network.base.refusal import Refusal
from network.people.models import Appointment, User
from network.steering.models import Decision, FrameworkVersion

GONE = [FrameworkVersion.State.SUPERSEDED, FrameworkVersion.State.WITHDRAWN]


class AlreadyConcluded(Refusal):
    sentence = gettext_lazy("It was already noted what becomes of this decision, and that stays as it is.")


class NotOfSteeringGroup(Refusal):
    sentence = gettext_lazy("Only the steering group and the project lead say what becomes of a decision.")


def return_reviews(*, now):
    """Put every decision whose review date has come on the agenda, once. Returns how many.

    What was replaced by a later version has nothing left to look at.
    """
    today = timezone.localdate(now)
    due = Decision.objects.due_for_review(on=today).filter(review=None).exclude(version__state__in=GONE)
    return sum(return_review(pk, today=today, now=now) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def return_review(pk, *, today, now):
    """An item that somebody put on the agenda for this decision, and that waits there still, is taken for it."""
    decision = Decision.objects.select_for_update(skip_locked=True, of=["self"]).filter(pk=pk).first()
    if not decision or Review.objects.filter(decision=decision).exists():
        return 0
    waiting = AgendaItem.objects.filter(decision=decision, handled_at=None, review=None).order_by("pk").first()
    item = waiting or new_item(decision, owner=owner_of(decision, on=today), now=now)
    Review.objects.create(decision=decision, item=item, returned_at=now)
    return 1


def new_item(decision, *, owner, now):
    """In the backlog of the steering group."""
    with override(owner.language):
        title = _("Look again at: %(decision)s") % {"decision": decision}
    return AgendaItem.objects.create(
        title=title[:160],
        purpose=AgendaItem.Purpose.DECIDE,
        owner=owner,
        decision=decision,
        rank=next_rank(None),
        created_at=now,
    )


def owner_of(decision, *, on):
    """Who brings it in: the project lead of today, or who recorded the decision where there is none."""
    leads = User.objects.holding(Appointment.Office.PROJECT_LEAD, on=on)
    return leads.order_by("pk").first() or decision.decided_by


@transaction.atomic
def conclude_review(*, review, outcome, title, text, review_on, by, now):
    """Note what becomes of a decision: a decision of its own, from the item that stood on the agenda. Returns it.

    What the meeting already recorded on that item is that decision. Raises AlreadyConcluded or NotOfSteeringGroup.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    item = AgendaItem.objects.select_for_update().get(pk=review.item_id)
    if not can_edit_agenda(by):
        raise NotOfSteeringGroup
    if review.conclusion_id:
        raise AlreadyConcluded
    if not item.outcome_id:
        item.outcome = Decision.objects.create(
            title=title, text=text, review_on=review_on, decided_by=by, decided_at=now
        )
    item.handled_at = item.handled_at or now
    item.save(update_fields=["outcome", "handled_at"])
    review.outcome, review.conclusion = outcome, item.outcome
    review.save(update_fields=["outcome", "conclusion"])
    return item.outcome

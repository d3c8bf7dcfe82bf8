"""A school gives its position."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.schools.models import School
from network.steering.actions.frameworks import locked
from network.steering.models import Position

ASKS_FOR_A_REASON = {Position.Stance.CONCERN, Position.Stance.OBJECTION}


class PositionsClosed(Refusal):
    sentence = _("Positions on this version can no longer be given or changed.")


class NotYourSchool(Refusal):
    sentence = _("Only the school leader or stand-in of a school that takes part gives its position.")


class ReasonMissing(Refusal):
    sentence = _("Say what your concern or objection is, so that the text can get better.")


class SolutionMissing(Refusal):
    sentence = _("Say what solved the objection of your school, so that everyone can follow it.")


class PositionGivenMeanwhile(Refusal):
    """A colleague answered for the same school after this person opened the page. `current` is what stands there."""

    sentence = _("A colleague gave the position of your school in the meantime.")

    def __init__(self, current):
        super().__init__()
        self.current = current


@transaction.atomic
def give_position(*, version, school, stance, reason, seen_at, by, now, solved=""):
    """Give or change the position of one school, until the last day is over. Returns the position.

    `seen_at` is the moment at which the position was given that the person saw on the page, None for none: a
    position that a colleague gave since is not replaced unseen. Whoever takes an objection back says in `solved` what
    solved it. Raises PositionsClosed, NotYourSchool, ReasonMissing, SolutionMissing or PositionGivenMeanwhile.
    """
    version, today = locked(version), timezone.localdate(now)
    if not version.takes_positions(on=today):
        raise PositionsClosed
    if school.pk not in by.standing.voice_school_ids or not takes_part(school, on=today):
        raise NotYourSchool
    if stance in ASKS_FOR_A_REASON and not reason.strip():
        raise ReasonMissing
    position = version.positions.filter(school=school).first() or Position(version=version, school=school)
    if position.given_at != seen_at:
        if (position.stance, position.reason, position.given_by_id) == (stance, reason, by.pk):
            return position
        raise PositionGivenMeanwhile(position)
    is_solved = position.is_objection and stance != Position.Stance.OBJECTION
    if is_solved and not solved.strip():
        raise SolutionMissing
    position.stance, position.reason, position.solved = stance, reason, solved if is_solved else ""
    position.given_by, position.given_at = by, now
    position.save()
    return position


def takes_part(school, *, on):
    return School.objects.taking_part(on=on).filter(pk=school.pk).exists()

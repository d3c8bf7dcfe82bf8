"""The shared vision, the goals under it, and how far each school is."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.base.slugs import free_slug
from network.steering.models import Endorsement, Goal, SharedVision
from network.steering.paragraphs import identify_vision


class NoVisionYet(Refusal):
    sentence = _("There is no shared vision yet.")


class VisionAdoptedMeanwhile(Refusal):
    sentence = _("Somebody else has just adopted a vision. Read it first; what you wrote still stands here.")


def adopt_vision(*, text, by, now):
    """Record the vision that the steering group agreed on; from now on the network works from it. Returns it.

    The same text sent twice stays one version. Raises VisionAdoptedMeanwhile when two are adopted at the same moment:
    before the first vision there is no row yet to wait for.
    """
    try:
        with transaction.atomic():
            return next_vision(text=text, by=by, now=now)
    except IntegrityError as problem:
        raise VisionAdoptedMeanwhile from problem


def next_vision(*, text, by, now):
    SharedVision.objects.select_for_update().order_by("pk").last()
    current = SharedVision.objects.in_force()
    if current and current.text == text:
        return current
    highest = SharedVision.objects.aggregate(highest=Max("number"))["highest"] or 0
    vision = SharedVision(number=highest + 1, text=text, adopted_by=by, adopted_at=now)
    identify_vision(vision)
    vision.save()
    return vision


@transaction.atomic
def give_endorsement(*, school, level, note, by, now):
    """Say how far a school works by the vision in force; what was said before is in the audit trail."""
    vision = SharedVision.objects.in_force()
    if not vision:
        raise NoVisionYet
    endorsement, _made = Endorsement.objects.update_or_create(
        vision=vision,
        school=school,
        defaults={"level": level, "note": note, "given_by": by, "given_at": now},
    )
    return endorsement


@transaction.atomic
def write_goal(*, title, summary, rank, starts_on, ends_on=None, goal=None):
    """Make a goal, or change `goal`; its address stays. Returns it."""
    goal = goal or Goal(slug=free_slug(Goal, title))
    goal.title, goal.summary, goal.rank = title, summary, rank
    goal.starts_on, goal.ends_on = starts_on, ends_on
    goal.save()
    return goal

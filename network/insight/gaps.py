"""Where the thread is broken, in words, with what somebody may do about it.

Counted over what the reader sees: a story that was told in a smaller circle closes no gap and opens none.
"""

import dataclasses

from django.urls import reverse
from django.utils.translation import gettext as _

from network.activities.permissions import belongs_to, can_plan_any
from network.people.audience import Audience
from network.people.standing import standing_of
from network.practice.permissions import can_write
from network.steering.permissions import can_write_framework
from network.working_groups.permissions import can_start_group


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """`about` is the goal, framework or activity; `url` and `action` are empty for whoever can do nothing."""

    about: object
    words: str
    url: str = ""
    action: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Remedies:
    """The ways in which one person can close a gap: pairs of an address and the words on its button, or nothing."""

    write: tuple
    plan: tuple
    group: tuple
    story: tuple

    @classmethod
    def of(cls, user):
        return cls(
            write=(reverse("steering:framework_write"), _("Write a framework")) if can_write_framework(user) else (),
            plan=(reverse("activities:activity_plan"), _("Plan a meeting")) if can_plan_any(user) else (),
            group=(reverse("working_groups:working_group_list"), _("Find a group")) if can_start_group(user) else (),
            story=(reverse("practice:story_write"), _("Write a story")) if can_write(user) else (),
        )


def gaps_of(thread, user):
    """Every gap once, goals first, then frameworks, then activities that hang loose."""
    remedies = Remedies.of(user)
    strands = {strand.framework.pk: strand for goal in thread.goals for strand in goal.strands}
    loose = [*(activity for goal in thread.goals for activity in goal.outside), *thread.adrift]
    return [
        *(gap for goal in thread.goals for gap in _of_goal(goal, remedies)),
        *(gap for strand in strands.values() for gap in _of_framework(strand, remedies)),
        *(
            Gap(activity, _("takes place outside every framework"), *_for_activity(user, activity))
            for activity in loose
        ),
    ]


def _of_goal(thread, remedies):
    if not thread.strands:
        yield Gap(thread.goal, _("has no framework yet"), *_for_goal(remedies.write, thread.goal))
    if not thread.has_activities:
        yield Gap(thread.goal, _("has no meeting yet"), *remedies.plan)


def _for_goal(remedy, goal):
    return (f"{remedy[0]}?goal={goal.slug}", remedy[1]) if remedy else ()


def _for_activity(user, activity):
    """Whoever organises it puts it under a framework; the project lead what may be read of it."""
    leads = standing_of(user).leads_project and activity.audience >= Audience.SCHOOLS
    if activity.is_archived or not (leads or belongs_to(user, activity)):
        return ()
    return reverse("activities:activity_edit", args=[activity.slug]), _("Choose its framework")


def _of_framework(strand, remedies):
    if not strand.framework.is_in_force:
        return
    if not strand.groups:
        yield Gap(strand.framework, _("has no working group yet"), *remedies.group)
    if not strand.activities:
        yield Gap(strand.framework, _("has no meeting yet"), *remedies.plan)
    if not strand.stories:
        yield Gap(strand.framework, _("has no story yet that you may read"), *remedies.story)

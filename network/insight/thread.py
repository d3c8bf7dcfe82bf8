"""The thread from vision to practice: under each goal its frameworks, and what lives inside each of them."""

import collections
import dataclasses

from django.db.models import Exists, OuterRef

from network.activities.models import Activity
from network.practice.models import PracticeStory
from network.steering.models import Decision, Framework, FrameworkVersion, Goal, SharedVision
from network.working_groups.models import WorkingGroup


@dataclasses.dataclass(frozen=True, slots=True)
class Strand:
    """One framework with what came out of it, as far as the reader may see it."""

    framework: Framework
    groups: list[WorkingGroup]
    held: list[Activity]
    coming: list[Activity]
    stories: list[PracticeStory]
    decisions: list[Decision]

    @property
    def activities(self):
        return [*self.held, *self.coming]

    @property
    def is_loose(self):
        """In force, while nobody works in it: no group, or nothing done or planned."""
        return self.framework.is_in_force and not (self.groups and self.activities)


@dataclasses.dataclass(frozen=True, slots=True)
class GoalThread:
    goal: Goal
    strands: list[Strand]
    outside: list[Activity]


@dataclasses.dataclass(frozen=True, slots=True)
class Thread:
    vision: SharedVision | None
    goals: list[GoalThread]

    @property
    def gaps(self):
        """How many goals have no framework, and frameworks no life."""
        return sum(not goal.strands for goal in self.goals) + len(
            {strand.framework.pk for goal in self.goals for strand in goal.strands if strand.is_loose}
        )


def thread_for(user, *, now, on):
    """The whole thread as a person may see it. Eight queries, however much hangs on it."""
    frameworks = list(visible_frameworks(user).prefetch_related("goals"))
    strands = strands_of(frameworks, user, now=now, on=on)
    outside = collections.defaultdict(list)
    for activity in _activities(user).filter(goal__isnull=False, framework=None):
        outside[activity.goal_id].append(activity)
    goals = [
        GoalThread(goal, [strand for strand in strands if goal in strand.framework.goals.all()], outside[goal.pk])
        for goal in Goal.objects.current(on=on).in_order()
    ]
    return Thread(SharedVision.objects.in_force(), goals)


def strand_of(framework, user, *, now, on):
    """The strand of one framework. Four queries."""
    return strands_of([framework], user, now=now, on=on)[0]


def strands_of(frameworks, user, *, now, on):
    """The strand of each framework, in the order given. Four queries."""
    groups, activities = _groups(frameworks, user, on), collections.defaultdict(list)
    for activity in _activities(user).filter(framework__in=frameworks):
        activities[activity.framework_id].append(activity)
    stories, decisions = _stories(frameworks, user), _decisions(frameworks, user)
    return [
        Strand(
            framework=framework,
            groups=groups[framework.pk],
            held=[activity for activity in activities[framework.pk] if activity.is_over(now=now)],
            coming=[activity for activity in activities[framework.pk] if not activity.is_over(now=now)],
            stories=stories[framework.pk],
            decisions=decisions[framework.pk],
        )
        for framework in frameworks
    ]


def visible_frameworks(user):
    """What a person may see of the frameworks, with where each stands: `is_in_force`, `is_proposed`."""
    proposed = FrameworkVersion.objects.proposed().filter(framework=OuterRef("pk"))
    return Framework.objects.visible_to(user).with_state().annotate(is_proposed=Exists(proposed)).by_title()


def _activities(user):
    shown = Activity.objects.visible_to(user).filter(is_template=False)
    return shown.exclude(state=Activity.State.CANCELLED).chronological()


def _groups(frameworks, user, on):
    groups = collections.defaultdict(list)
    works_in = WorkingGroup.frameworks.through.objects.filter(
        framework__in=frameworks, workinggroup__in=WorkingGroup.objects.visible_to(user).current(on=on)
    )
    for link in works_in.select_related("workinggroup").order_by("workinggroup__name", "pk"):
        groups[link.framework_id].append(link.workinggroup)
    return groups


def _stories(frameworks, user):
    stories = collections.defaultdict(list)
    for story in PracticeStory.objects.published().visible_to(user).filter(framework__in=frameworks).latest_first():
        stories[story.framework_id].append(story)
    return stories


def _decisions(frameworks, user):
    """Decisions on versions of a framework. What was decided is read by all members."""
    decisions = collections.defaultdict(list)
    on_versions = Decision.objects.visible_to(user).filter(version__framework__in=frameworks)
    for decision in on_versions.select_related("version").latest_first():
        decisions[decision.version.framework_id].append(decision)
    return decisions

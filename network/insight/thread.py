"""The thread from vision to practice: under each goal its frameworks, and what lives inside each of them."""

import collections
import dataclasses

from django.db.models import Exists, OuterRef, Q

from network.activities.models import Activity
from network.practice.models import PracticeStory
from network.schools.school_year import SchoolYear
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
    """A goal with its frameworks; `outside` are the activities that serve it outside every framework."""

    goal: Goal
    strands: list[Strand]
    outside: list[Activity]

    @property
    def has_activities(self):
        return bool(self.outside) or any(strand.activities for strand in self.strands)


@dataclasses.dataclass(frozen=True, slots=True)
class Thread:
    """What a reader sees of it; `adrift` are the activities that hang on no framework and no goal.

    `choices` are all goals that one can choose among, `years` the school years, the latest first.
    """

    vision: SharedVision | None
    goals: list[GoalThread]
    adrift: list[Activity]
    choices: list[Goal]
    years: list[SchoolYear]


def thread_for(user, *, now, on, goal="", year=None):
    """The whole thread as a person may see it, of one goal (its name in the address) or of one school year if asked.

    Eight queries, however much hangs on it.
    """
    every_goal = list(Goal.objects.visible_to(user).in_order())
    choices = [choice for choice in every_goal if _is_sought(choice, on=on, year=year)]
    goals = [choice for choice in choices if goal in {"", choice.slug}]
    frameworks = list(visible_frameworks(user).filter(goals__in=goals).distinct().prefetch_related("goals"))
    hanging = Q(framework__in=frameworks) | _outside(goals, all_goals=not goal)
    activities = _activities(user, year).filter(hanging).with_co_editing_of(user)
    strands, outside = collections.defaultdict(list), collections.defaultdict(list)
    inside = _by_key(activities, "framework_id")
    for activity in inside.pop(None, []):
        outside[activity.goal_id].append(activity)
    for strand in _strands(frameworks, user, inside, now=now, on=on, year=year):
        for served in strand.framework.goals.all():
            strands[served.pk].append(strand)
    hung = [GoalThread(goal, strands[goal.pk], outside[goal.pk]) for goal in goals]
    return Thread(SharedVision.objects.in_force(), hung, outside[None], choices, _years(every_goal, on=on))


def strand_of(framework, user, *, now, on):
    """The strand of one framework. Four queries."""
    inside = _by_key(_activities(user).filter(framework=framework), "framework_id")
    return _strands([framework], user, inside, now=now, on=on)[0]


def visible_frameworks(user):
    """What a person may see of the frameworks, with where each stands: `is_in_force`, `is_proposed`."""
    proposed = FrameworkVersion.objects.proposed().filter(framework=OuterRef("pk"))
    return Framework.objects.visible_to(user).with_state().annotate(is_proposed=Exists(proposed)).by_title()


def visible_activities(user):
    """What stands on somebody's agenda and took or takes place."""
    shown = Activity.objects.visible_to(user).filter(is_template=False)
    return shown.exclude(state=Activity.State.CANCELLED)


def _strands(frameworks, user, inside, *, now, on, year=None):
    """The strand of each framework, in the order given. Three queries."""
    groups = _groups(frameworks, user, on=on, year=year)
    stories, decisions = _stories(frameworks, user, year), _decisions(frameworks, user, year)
    return [
        Strand(
            framework=framework,
            groups=groups[framework.pk],
            held=[activity for activity in inside[framework.pk] if activity.is_over(now=now)],
            coming=[activity for activity in inside[framework.pk] if not activity.is_over(now=now)],
            stories=stories[framework.pk],
            decisions=decisions[framework.pk],
        )
        for framework in frameworks
    ]


def _by_key(rows, name):
    found = collections.defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _is_sought(goal, *, on, year):
    """Whether a goal holds today, or in some part of the year."""
    return year.touches(goal.starts_on, goal.ends_on) if year else goal.ends_on is None or goal.ends_on >= on


def _outside(goals, *, all_goals):
    """A condition: activities outside every framework. The steering group meets about frameworks, not inside one."""
    kept = Q(goal__in=goals) | Q(goal=None) if all_goals else Q(goal__in=goals)
    return kept & Q(framework=None) & ~Q(kind=Activity.Kind.STEERING_MEETING)


def _activities(user, year=None):
    shown = visible_activities(user)
    return (shown.in_school_year(year) if year else shown).chronological()


def _groups(frameworks, user, *, on, year):
    """Those at work today, or in some part of the year."""
    groups = WorkingGroup.objects.visible_to(user)
    if year:
        groups = groups.filter(Q(ends_on=None) | Q(ends_on__gte=year.starts_on), starts_on__lte=year.ends_on)
    else:
        groups = groups.current(on=on)
    found = collections.defaultdict(list)
    links = WorkingGroup.frameworks.through.objects.filter(framework__in=frameworks, workinggroup__in=groups)
    for link in links.select_related("workinggroup").order_by("workinggroup__name", "pk"):
        found[link.framework_id].append(link.workinggroup)
    return found


def _stories(frameworks, user, year):
    stories = PracticeStory.objects.published().visible_to(user).filter(framework__in=frameworks)
    return _by_key(_in(year, stories, "published_at").latest_first(), "framework_id")


def _decisions(frameworks, user, year):
    """Decisions on versions of a framework. What was decided is read by all members."""
    found = collections.defaultdict(list)
    on_versions = Decision.objects.visible_to(user).filter(version__framework__in=frameworks)
    for decision in _in(year, on_versions, "decided_at").select_related("version").latest_first():
        found[decision.version.framework_id].append(decision)
    return found


def _in(year, rows, moment):
    return rows.filter(**{f"{moment}__gte": year.starts_at, f"{moment}__lt": year.ends_at}) if year else rows


def _years(goals, *, on):
    """The school years since the first goal began, up to the one that comes; the latest first."""
    this = SchoolYear.of(on)
    first = min([this, *(SchoolYear.of(goal.starts_on) for goal in goals)])
    return [SchoolYear(number) for number in range(this.next.first, first.first - 1, -1)]

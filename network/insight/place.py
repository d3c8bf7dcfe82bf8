"""The place of one thing in the thread: what is above it and what is below it, as far as the reader may see it."""

import dataclasses

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from network.activities.models import Activity
from network.insight.thread import visible_activities
from network.practice.models import PracticeStory
from network.steering.models import Decision, Framework, Goal, SharedVision
from network.working_groups.models import WorkingGroup

SHOWN = 3
"""How many names a step shows; a fourth only tells that there is more."""


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    kind: str
    label: str
    rows: list
    is_here: bool
    more_url: str = ""


class Surroundings:
    """What a person may see, by kind. Nothing is asked of the database before it is shown."""

    def __init__(self, user, *, on):
        self.user = user
        self.goals = Goal.objects.visible_to(user).current(on=on)
        self.frameworks = Framework.objects.visible_to(user)
        self.groups = WorkingGroup.objects.visible_to(user).current(on=on)
        self.activities = visible_activities(user)
        self.stories = PracticeStory.objects.published().visible_to(user)
        self.decisions = Decision.objects.visible_to(user)

    def hung_on(self, frameworks, **others):
        """What hangs on some of the frameworks, and what is said otherwise in `others`."""
        return {
            "goal": self.goals.filter(frameworks__in=frameworks),
            "framework": frameworks,
            "group": self.groups.filter(frameworks__in=frameworks),
            "activity": self.activities.filter(framework__in=frameworks),
            "story": self.stories.filter(framework__in=frameworks),
            "decision": self.decisions.filter(version__framework__in=frameworks),
        } | others

    def around(self, thing):
        """Of each kind what is above or below `thing`, as querysets."""
        match thing:
            case SharedVision():
                return {"goal": self.goals}
            case Goal():
                return self._around_goal(thing)
            case Framework():
                return self.hung_on(self.frameworks.filter(pk=thing.pk))
            case WorkingGroup():
                return self._around_group(thing)
            case Activity():
                return self._around_activity(thing)
            case PracticeStory():
                return self._around_story(thing)
            case Decision():
                return self._around_decision(thing)
        raise TypeError(f"{thing!r} has no place in the thread.")

    def _around_goal(self, goal):
        frameworks = self.frameworks.filter(goals=goal)
        served = self.activities.filter(Q(goal=goal) | Q(framework__in=frameworks))
        return self.hung_on(frameworks, activity=served)

    def _around_group(self, group):
        own = self.activities.filter(working_group=group)
        told = self.stories.filter(activity__in=own.order_by())
        return self.hung_on(self.frameworks.filter(working_groups=group), activity=own, story=told)

    def _around_activity(self, activity):
        frameworks = self.frameworks.filter(pk=activity.framework_id)
        return self.hung_on(
            frameworks,
            goal=self.goals.filter(Q(frameworks__in=frameworks) | Q(pk=activity.goal_id)),
            group=self.groups.filter(pk=activity.working_group_id),
            story=self.stories.filter(activity=activity.pk),
            decision=self.decisions.filter(Q(version__framework__in=frameworks) | Q(decided_in__activity=activity.pk)),
        )

    def _around_story(self, story):
        began_at = self.activities.filter(pk=story.activity_id)
        return self.hung_on(
            self.frameworks.filter(pk=story.framework_id),
            group=self.groups.filter(activities__in=began_at),
            activity=began_at,
        )

    def _around_decision(self, decision):
        frameworks = self.frameworks.filter(versions__decision=decision)
        made_in = Q(framework__in=frameworks) | Q(agenda_items__outcome=decision)
        return self.hung_on(frameworks, activity=self.activities.filter(made_in))


KIND_OF = {
    SharedVision: "vision",
    Goal: "goal",
    Framework: "framework",
    WorkingGroup: "group",
    PracticeStory: "story",
    Decision: "decision",
}


def place_of(thing, user, *, on):
    """The seven steps of the thread around `thing`: five queries at most, whatever hangs on it."""
    here = KIND_OF.get(type(thing), "activity")
    around = Surroundings(user, on=on).around(thing)
    labels = _labels()
    steps = [Step("vision", labels.pop("vision"), [], here == "vision")]
    for kind, label in labels.items():
        if kind == here:
            steps.append(Step(kind, label, [], is_here=True))
        elif kind in around:
            steps.append(_step(kind, label, around[kind], _more(thing)))
    return steps


def _labels():
    return {
        "vision": _("Shared vision"),
        "goal": _("Goal"),
        "framework": _("Framework"),
        "group": _("Working group"),
        "activity": _("Activity"),
        "story": _("Story"),
        "decision": _("Decision"),
    }


def _step(kind, label, rows, more_url):
    found = list(rows.distinct().order_by("-pk")[: SHOWN + 1])
    return Step(kind, label, found[:SHOWN], is_here=False, more_url=more_url if len(found) > SHOWN else "")


def _more(thing):
    """Where all of it stands."""
    match thing:
        case Framework():
            return reverse("insight:framework_thread", args=[thing.slug])
        case Goal():
            return f"{reverse('insight:thread')}?doel={thing.slug}"
    return reverse("insight:thread")

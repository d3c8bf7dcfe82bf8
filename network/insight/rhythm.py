"""How a school year goes, beside what the network asks of itself: the norms stand in `Network`."""

import dataclasses

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activities.models import Activity


@dataclasses.dataclass(frozen=True, slots=True)
class Beat:
    """One figure: `done` of `norm`, with `planned` more to come. What is no norm of a year is never behind."""

    name: str
    done: int
    norm: int
    planned: int = 0
    is_norm: bool = True

    @property
    def is_behind(self):
        return self.is_norm and self.done + self.planned < self.norm

    @property
    def text(self):
        return _("%(done)s of %(norm)s") % {"done": self.done, "norm": self.norm}

    @property
    def to_come(self):
        if not self.planned:
            return ""
        return ngettext("%(count)s planned", "%(count)s planned", self.planned) % {"count": self.planned}


def of_kind(activities, kind, *, now):
    """How many of a kind were held, and how many are still to come, drafts included."""
    meant = [activity for activity in activities if activity.kind == kind and not activity.is_cancelled]
    held = sum(activity.is_published and activity.is_over(now=now) for activity in meant)
    return {"done": held, "planned": sum(not activity.is_over(now=now) for activity in meant)}


def rhythm(network, activities, parts, *, now):
    """The beats of a school year from its activities and the part that each school took."""
    schools, people = len(parts), network.people_per_school
    meetings = of_kind(activities, Activity.Kind.THEME_MEETING, now=now)
    visits = of_kind(activities, Activity.Kind.SCHOOL_VISIT, now=now)
    enough = sum(part.people_per_meeting >= people for part in parts)
    beats = [
        Beat(_("theme meetings"), norm=network.theme_meetings_per_year, **meetings),
        Beat(_("school visits"), norm=network.visits_per_year, **visits),
        Beat(_("schools were a host"), sum(part.hosted > 0 for part in parts), schools, is_norm=False),
    ]
    if meetings["done"]:
        name = ngettext("schools came with someone", "schools came with %(count)s people or more", people)
        beats.insert(2, Beat(name % {"count": people}, enough, schools))
    return beats

"""The school year as a drawing: a lane per line of the network, a mark per activity. Sizes are user units of SVG."""

import collections
import dataclasses
import datetime
import textwrap

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.activities.models import Activity
from network.base import shapes, text

NAMES, HEAD, LANE, FOOT = 168, 30, 38, 20
WIDTH = 1100
MARK = 16
APART = MARK + 1
"""Marks of one lane do not cover each other."""


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a day: where, of which line, and how it is drawn (published, draft or cancelled)."""

    x: float
    y: float
    line: str
    path: str
    state: str
    day: datetime.date
    title: str
    url: str

    @property
    def left(self):
        return self.x - MARK / 2

    @property
    def top(self):
        return self.y - MARK / 2

    @property
    def state_name(self):
        return {"draft": _("draft"), "cancelled": _("cancelled")}.get(self.state, "")

    @property
    def label(self):
        """What a pointer or a screen reader is told."""
        return ", ".join(filter(None, [f"{text.full_date(self.day)}: {self.title}", self.state_name]))


@dataclasses.dataclass(frozen=True, slots=True)
class Lane:
    name: str
    lines: list[str]
    y: int
    marks: list[Mark]


@dataclasses.dataclass(frozen=True, slots=True)
class Band:
    """A stretch of days: a month or a holiday."""

    name: str
    x: float
    width: float


@dataclasses.dataclass(frozen=True, slots=True)
class Timeline:
    lanes: list[Lane]
    months: list[Band]
    holidays: list[Band]
    today: float | None
    height: int
    width: int = WIDTH
    names: int = NAMES
    head: int = HEAD

    @property
    def bottom(self):
        return self.height - FOOT

    @property
    def lanes_width(self):
        return self.width - self.names

    @property
    def lanes_height(self):
        return self.bottom - HEAD

    @property
    def marks(self):
        """Every mark in order of time, for the table beside the drawing."""
        return sorted((mark for lane in self.lanes for mark in lane.marks), key=lambda mark: (mark.day, mark.title))


class Ruler:
    """Where a date lies between the names and the right edge."""

    def __init__(self, year):
        self.year = year
        self.scale = (WIDTH - NAMES) / ((year.next.starts_on - year.starts_on).days)

    def x(self, day):
        return round(NAMES + (day - self.year.starts_on).days * self.scale, 1)

    def band(self, name, first, last):
        """From the first day up to and including the last, as far as they lie in the year."""
        first, last = max(first, self.year.starts_on), min(last, self.year.ends_on)
        x = self.x(first)
        return Band(name, x, round(self.x(last + datetime.timedelta(days=1)) - x, 1))


def timeline(year, *, activities, groups, holidays, grants, today):
    """Draw a `SchoolYear`: its activities, the grants to account for in it, a lane for each of `groups`."""
    ruler = Ruler(year)
    rows = list(_rows(year, activities, groups, grants))
    lanes = [_lane(ruler, index, *row) for index, row in enumerate(rows)]
    return Timeline(
        lanes=lanes,
        months=list(_months(ruler)),
        holidays=[ruler.band(holiday.name, holiday.starts_on, holiday.ends_on) for holiday in holidays],
        today=ruler.x(today) if today in year else None,
        height=HEAD + LANE * len(rows) + FOOT,
    )


def _rows(year, activities, groups, grants):
    """For each lane its name and what lies on it: (day, line, state, title, address)."""
    by_lane = collections.defaultdict(list)
    for activity in activities:
        by_lane[_lane_of(activity)].append(_event(activity))
    kinds = Activity.Kind
    yield _("Steering group"), by_lane[kinds.STEERING_MEETING]
    for group in groups:
        yield group.name, by_lane[group.pk]
    yield _("Theme meetings"), by_lane[kinds.THEME_MEETING]
    yield _("School visits"), by_lane[kinds.SCHOOL_VISIT]
    yield _("Network day"), by_lane[kinds.NETWORK_DAY]
    yield _("Grants"), [event for grant in grants for event in _money(grant) if event[0] in year]


def _lane_of(activity):
    return activity.working_group_id if activity.kind == Activity.Kind.GROUP_MEETING else activity.kind


def _event(activity):
    day = timezone.localdate(activity.starts_at)
    return day, shapes.line_of(activity.kind), activity.state, activity.title, activity.get_absolute_url()


def _money(grant):
    """The days of a grant: its first, its last, and that of the account."""
    for day, title in [
        (grant.starts_on, _("First day of the grant “%(title)s”")),
        (grant.ends_on, _("Last day of the grant “%(title)s”")),
        (grant.account_due_on, _("Account of the grant “%(title)s”")),
    ]:
        yield day, "partner", "published", title % {"title": grant.title}, grant.funder.get_absolute_url()


def _lane(ruler, index, name, events):
    y, free = HEAD + LANE * index + LANE // 2, NAMES + MARK / 2
    marks = []
    for day, line, state, title, url in sorted(events):
        x = min(max(ruler.x(day), free), WIDTH - MARK / 2)
        free = x + APART
        marks.append(Mark(x, y, line, shapes.SHAPES[line], state, day, title, url))
    return Lane(name, textwrap.wrap(name, 22, max_lines=2, placeholder="…"), y, marks)


def _months(ruler):
    first = ruler.year.starts_on
    while first in ruler.year:
        following = (first + datetime.timedelta(days=32)).replace(day=1)
        yield ruler.band(date_format(first, "M").lower().rstrip("."), first, following - datetime.timedelta(days=1))
        first = following

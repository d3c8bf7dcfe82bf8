"""What stands in each place of the thread, the same for the drawing and for the table beside it."""

import dataclasses

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.base.shapes import line_of

SHOWN = 3
"""How many names stand in one place; the page of the framework has them all."""

COLUMNS = {
    "group": gettext_lazy("Working groups"),
    "theme": gettext_lazy("Activities"),
    "story": gettext_lazy("Stories"),
    "steering": gettext_lazy("Decisions"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    name: str
    url: str
    shape: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One place: its `entries`, how many there are besides them, and the words for when there is nothing."""

    column: str
    entries: list[Entry]
    more: int
    empty: str
    is_gap: bool

    @property
    def label(self):
        return COLUMNS[self.column]

    @property
    def thread(self):
        """How the thread runs to it: whole, broken, or open as long as nothing has to be there."""
        if self.entries:
            return "whole"
        return "broken" if self.is_gap else "open"


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A framework with its cells; without one the activities that take place outside it, which is a gap.

    `more_url` is where everything stands of which a cell shows a part.
    """

    name: str
    url: str
    more_url: str
    state: str
    is_gap: bool
    cells: list[Cell]

    @property
    def thread(self):
        return "broken" if self.is_gap else "whole"


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A goal with its rows; without one what hangs on no goal."""

    name: str
    url: str
    rows: list[Row]


def blocks_of(thread):
    blocks = [Block(str(goal.goal), goal.goal.get_absolute_url(), _rows(goal)) for goal in thread.goals]
    if thread.adrift:
        blocks.append(Block(_("Under no goal"), "", [_outside(thread.adrift)]))
    return blocks


def _rows(goal):
    rows = [row_of(strand) for strand in goal.strands] or [Row(_("No framework yet"), "", "", "", True, [])]
    return [*rows, _outside(goal.outside)] if goal.outside else rows


def row_of(strand):
    framework, asked = strand.framework, strand.framework.is_in_force
    activities = [*strand.coming, *reversed(strand.held)]
    cells = [
        _cell("group", strand.groups, _("no working group yet"), is_gap=asked),
        _cell("theme", activities, _("no meeting yet"), is_gap=asked),
        _cell("story", strand.stories, _("no story yet"), is_gap=asked),
        _cell("steering", strand.decisions, _("no decision yet"), is_gap=False),
    ]
    more = reverse("insight:framework_thread", args=[framework.slug])
    return Row(framework.title, framework.get_absolute_url(), more, state_of(framework), False, cells)


def state_of(framework):
    if framework.is_in_force:
        return _("in force")
    return _("proposed") if framework.is_proposed else _("draft")


def _outside(activities):
    more, cell = reverse("activities:activity_list"), _cell("theme", activities, "", is_gap=False)
    return Row(_("Outside every framework"), "", more, "", True, [cell])


def _cell(column, rows, empty, *, is_gap):
    entries = [Entry(str(row), row.get_absolute_url(), _shape(row)) for row in rows[:SHOWN]]
    return Cell(column, entries, max(len(rows) - SHOWN, 0), empty, is_gap and not rows)


def _shape(row):
    kind = getattr(row, "kind", "")
    return line_of(kind) if kind else ""

"""The thread as a picture: for each form where everything stands, in units of the drawing.

A thread runs from the vision through goals to frameworks, and from each framework along four knots: working groups,
activities, stories, decisions. A knot that is missing is dashed and says so in words.
"""

import dataclasses
import textwrap

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.base.shapes import SHAPES
from network.insight.cells import COLUMNS

BUBBLE = (
    "M2 1h12A1.5 1.5 0 0 1 15.5 2.5v8A1.5 1.5 0 0 1 14 12H8l-4 3.7V12H2A1.5 1.5 0 0 1 .5 10.5v-8A1.5 1.5 0 0 1 2 1z"
)
KNOTS = SHAPES | {"story": BUBBLE}
LETTER = 7  # width of a letter on average, at the size of names


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """Some lines that belong together, a link where there is a `url`, with a box behind them of which `look` tells."""

    look: str
    url: str
    full: str
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple]


@dataclasses.dataclass(frozen=True, slots=True)
class Knot:
    look: str
    x: int
    y: int
    size: int
    path: str


class Sheet:
    """What a form of the drawing is made of: threads, knots and texts."""

    def __init__(self, width, look):
        self.width, self.look, self.height = width, look, 0
        self.threads = {"whole": [], "broken": [], "open": []}
        self.knots, self.texts = [], []

    def tie(self, path, state="whole"):
        """A piece of thread: whole, broken where something is missing, open where it may still come."""
        self.threads[state].append(path)

    def knot(self, kind, x, y, size=16, state="whole"):
        """A knot around the point (x, y)."""
        look = kind if state == "whole" else f"{kind} {state}"
        self.knots.append(Knot(look, x - size // 2, y - size // 2, size, KNOTS[kind]))

    def box(self, look, text, x, y, width, *, url="", below=""):
        """Lines in a box; `below` is a line under it that stands back. Returns the height."""
        lines = _wrapped(text, (width - 24) * 10 // (LETTER * 11), 4)
        rows = [("name", x + 12, y + 26 + 19 * number, line) for number, line in enumerate(lines)]
        if below:
            rows.append(("aside", x + 12, y + 26 + 19 * len(rows), below))
        height = 21 + 19 * len(rows)
        self.texts.append(Text(look, url, text, x, y, width, height, rows))
        return height

    def entry(self, text, x, y, width, *, url="", look="entry", shape=""):
        """A name of at most two lines. Returns the height."""
        start = x + 18 if shape else x
        lines = _wrapped(text, (x + width - start) // LETTER, 2)
        rows = [(look, start, y + 14 + 17 * number, line) for number, line in enumerate(lines)]
        if shape:
            self.knot(shape, x + 5, y + 9, 11)
        height = 9 + 17 * len(lines)
        self.texts.append(Text(look, url, text, x - 3, y - 3, width, height - 2, rows))
        return height

    @property
    def paths(self):
        return [(state, "".join(pieces)) for state, pieces in self.threads.items() if pieces]


def _wrapped(text, letters, most):
    return textwrap.wrap(text, max(letters, 8), max_lines=most, placeholder=" …") or [""]


def more(number):
    return ngettext("and %(number)s more", "and %(number)s more", number) % {"number": number}


# On a desk and on paper: from left to right

TRUNK, GOAL, GOAL_WIDTH, FRAMEWORK, FRAMEWORK_WIDTH = 10, 30, 190, 262, 212
KNOTS_AT = dict(zip(COLUMNS, (508, 664, 830, 986), strict=True))
ENTRY_WIDTH = 142


def wide(thread, blocks):
    sheet = Sheet(1136, "wide")
    top = sheet.box("vision", _("Shared vision"), 0, 0, GOAL + GOAL_WIDTH, url=_vision_url(thread)) + 28
    sheet.texts.append(_head(_("Framework"), FRAMEWORK))
    sheet.texts.extend(_head(str(label), KNOTS_AT[column] - 8) for column, label in COLUMNS.items())
    for block in blocks:
        sheet.tie(_branch(TRUNK, 40, top + 22, GOAL), "whole" if block.url else "broken")
        top = _wide_block(sheet, block, top) + 18
    sheet.height = top
    return sheet


def _vision_url(thread):
    return thread.vision.get_absolute_url() if thread.vision else ""


def _head(text, x):
    return Text("head", "", text, x, 8, 140, 20, [("head", x, 26, text)])


def _branch(x, y, to_y, to_x):
    """From a trunk at `x` down, and round the corner to the right."""
    return f"M{x} {y}V{to_y - 10}Q{x} {to_y} {x + 10} {to_y}H{to_x}"


def _wide_block(sheet, block, top):
    look = "goal" if block.url else "missing"
    bottom = top + sheet.box(look, block.name, GOAL, top, GOAL_WIDTH, url=block.url)
    start, row_top = GOAL + GOAL_WIDTH, top
    for number, row in enumerate(block.rows):
        path = (
            _branch(start + (24 if row.is_gap else 14), top + 22, row_top + 22, FRAMEWORK)
            if number
            else f"M{start} {top + 22}H{FRAMEWORK}"
        )
        sheet.tie(path, row.thread)
        row_top = _wide_row(sheet, row, row_top) + 16
    return max(bottom, row_top)


def _wide_row(sheet, row, top):
    look = "missing" if row.is_gap else "framework"
    bottom = top + sheet.box(look, row.name, FRAMEWORK, top, FRAMEWORK_WIDTH, url=row.url, below=row.state)
    at = FRAMEWORK + FRAMEWORK_WIDTH
    for cell in row.cells:
        x = KNOTS_AT[cell.column]
        sheet.tie(f"M{at} {top + 22}H{x}", "broken" if row.is_gap else cell.thread)
        sheet.knot(cell.column, x, top + 22, 18, cell.thread)
        bottom = max(bottom, _cell(sheet, cell, row, x - 8, top + 38, ENTRY_WIDTH))
        at = x
    return bottom


def _cell(sheet, cell, row, x, y, width):
    for entry in cell.entries:
        y += sheet.entry(entry.name, x, y, width, url=entry.url, shape=entry.shape)
    if cell.more:
        y += sheet.entry(more(cell.more), x, y, width, url=row.more_url)
    if not cell.entries:
        y += sheet.entry(cell.empty, x, y, width, look="lack" if cell.is_gap else "none")
    return y


# On a phone: from top to bottom


def tall(thread, blocks):
    sheet = Sheet(340, "tall")
    top = at = sheet.box("vision", _("Shared vision"), 0, 0, 340, url=_vision_url(thread))
    for block in blocks:
        sheet.tie(f"M14 {at}V{top + 20}", "whole" if block.url else "broken")
        top += 20
        top = at = top + sheet.box("goal" if block.url else "missing", block.name, 0, top, 340, url=block.url)
        for row in block.rows:
            at, top = _tall_row(sheet, row, at, top + 14)
    sheet.height = top + 12
    return sheet


def _tall_row(sheet, row, at, top):
    """Returns where its thread ends and where there is room again."""
    sheet.tie(f"M14 {at}V{top + 12}Q14 {top + 22} 24 {top + 22}H30", row.thread)
    look, at = "missing" if row.is_gap else "framework", top + 12
    top += sheet.box(look, row.name, 30, top, 310, url=row.url, below=row.state)
    for cell in row.cells:
        y = top + 20
        sheet.tie(f"M14 {at}V{y}", "broken" if row.is_gap else cell.thread)
        sheet.knot(cell.column, 14, y, 18, cell.thread)
        top, at = max(_cell(sheet, cell, row, 36, y - 9, 300), y + 12), y
    return at, top

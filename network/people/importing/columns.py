"""Which column is which, by the words above it in Dutch or English, however they are written."""

import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal

WORDS = {
    "email": {"e-mail", "email", "mail", "e-mailadres", "emailadres", "mailadres", "e-mail address", "email address"},
    "name": {"naam", "name", "volledige naam", "full name"},
    "given": {"voornaam", "roepnaam", "given name", "first name", "firstname"},
    "infix": {"tussenvoegsel", "tussenvoegsels", "voorvoegsel", "infix", "prefix"},
    "family": {"achternaam", "family name", "last name", "lastname", "surname"},
    "function": {"functie", "function", "rol", "role"},
    "organisation": {"school", "organisatie", "organisation", "organization", "partner", "schoolnaam", "naam school"},
}
COLUMN_OF = {word: column for column, words in WORDS.items() for word in words}


class NoAddresses(Refusal):
    sentence = _(
        "There is no column with e-mail addresses. Put a word above each column: name, e-mail, function, school."
    )


class Line(NamedTuple):
    """One person of a list, as it was written."""

    number: int
    name: str
    email: str
    function: str
    organisation: str


def plain(word):
    """A word without capitals, accents and signs around it, to compare it."""
    letters = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return " ".join(letters.replace("_", " ").strip(" *:.?").lower().split())


def lines(rows):
    """The people in rows of cells. Without words above them, one address on each line is understood, too."""
    (_number, head), *rest = rows
    columns = {COLUMN_OF[plain(cell)]: place for place, cell in enumerate(head) if plain(cell) in COLUMN_OF}
    if "email" in columns:
        return [line(number, cells, columns) for number, cells in rest]
    if all("@" in cell or not cell for _number, cells in rows for cell in cells):
        return [Line(number, "", cell, "", "") for number, cells in rows for cell in cells if cell]
    raise NoAddresses


def line(number, cells, columns):
    def cell(column):
        place = columns.get(column, len(cells))
        return cells[place] if place < len(cells) else ""

    name = cell("name") or " ".join(filter(None, (cell("given"), cell("infix"), cell("family"))))
    return Line(number, name, cell("email").removeprefix("mailto:"), cell("function"), cell("organisation"))

"""What is kept about one person, as tables that a person can read and a program can read."""

import dataclasses
import datetime

from django.contrib.admin.utils import NotRelationField, get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from network.base.text import moment, short_date
from network.privacy.registry import CATEGORIES

ON_THE_PAGE = 20


@dataclasses.dataclass(frozen=True)
class Table:
    """One holding of one person. `columns` are the names in the database, `header` the same in words."""

    name: str
    columns: tuple[str, ...]
    header: list[str]
    rows: list[list]
    total: int

    def lines(self):
        """The rows as a person reads them: each cell with the words above it."""
        return [[(head, readable(cell)) for head, cell in zip(self.header, row, strict=True)] for row in self.rows]

    @property
    def left_out(self):
        return self.total - len(self.rows)


def tables_of(person, category, *, at_most=None):
    """The tables of a category that hold something about this person."""
    made = (table_of(person, holding, at_most=at_most) for holding in category.holdings)
    return [table for table in made if table]


def table_of(person, holding, *, at_most=None):
    if not (holding.of or holding.find):
        return None
    found = holding.rows_of(person)
    # The latest come first on the page, where not all fit.
    rows = found.values_list(*holding.shows)
    fetched = list(rows.reverse()[: at_most + 1] if at_most else rows)
    if not fetched:
        return None
    total = found.count() if at_most and len(fetched) > at_most else len(fetched)
    fields = [field_of(holding.table, path) for path in holding.shows]
    return Table(
        name=capfirst(str(holding.name)),
        columns=holding.shows,
        header=[label(field, path) for field, path in zip(fields, holding.shows, strict=True)],
        rows=[[in_words(field, value) for field, value in zip(fields, row, strict=True)] for row in fetched[:at_most]],
        total=total,
    )


def field_of(model, path):
    """The last field of a path such as `activity__title`; None where it leads into JSON."""
    try:
        return get_fields_from_path(model, path)[-1]
    except (FieldDoesNotExist, NotRelationField):
        return None


LABELS = {
    "created_at": _("made at"),
    "last_login": _("last logged in at"),
    "last_used_at": _("last used at"),
    "url": _("page"),
}
"""Columns of tables of libraries, which have no words of their own or none in Dutch."""


def label(field, path):
    if field is None:
        return capfirst(path.rpartition("__")[2])
    if field.name in LABELS and (field.name == "last_login" or not field.model.__module__.startswith("network.")):
        return capfirst(str(LABELS[field.name]))
    owner = field.model._meta.verbose_name if "__" in path else ""
    return capfirst(f"{owner}: {field.verbose_name}" if owner else str(field.verbose_name))


def readable(value):
    """A value as a person reads it: dates and hours in words, in the time of this place; yes and no."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return moment(value)
    if isinstance(value, datetime.date):
        return short_date(value)
    return "" if value is None else str(value)


def in_words(field, value):
    """A choice by its name; everything else as it is."""
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value)) if choices and value is not None else value


def everything_about(person, *, at_most=None):
    """Pairs of a category and what it holds about this person; categories without anything too."""
    return [(category, tables_of(person, category, at_most=at_most)) for category in CATEGORIES]

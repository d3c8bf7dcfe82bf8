"""Finding events: the newest of all tables of the trail together, from any point back in time.

Each table gives its newest few by an index, and of those the newest stay. So a page costs the same however long the
trail is, and a following page begins where the last one ended, whatever was written in between.
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.utils.dateparse import parse_datetime

from network.base import trail
from network.base.numbers import whole

NEWEST_FIRST = "ORDER BY pgh_created_at DESC, trail, pgh_id DESC"


class Point(NamedTuple):
    """The place of one event in the trail; as text it goes into an address."""

    at: datetime.datetime
    table: str
    number: int

    def __str__(self):
        return f"{self.at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{self.table}~{self.number}"

    @classmethod
    def read(cls, text):
        """The point of such a text, or None if it is none."""
        parts = text.split("~")
        try:
            at = parse_datetime(parts[0])
        except ValueError:
            return None
        if len(parts) != 3 or not at or not at.tzinfo or parts[1] not in trail.tables():
            return None
        number = whole(parts[2])
        return cls(at, parts[1], number) if number is not None else None


@dataclass(frozen=True)
class Wanted:
    """Which events somebody asks for. `person` is the number of an account, or "none" for what no person did."""

    table: str = ""
    label: str = ""
    person: str = ""
    request: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None

    def conditions(self):
        """Conditions on one table of the trail, with their values."""
        context = f"pgh_context_id IN (SELECT id FROM {trail.CONTEXT} WHERE metadata ->> '{{}}' = %s)"
        nobody = (
            "(pgh_context_id IS NULL OR NOT EXISTS (SELECT 1 FROM pghistory_context known WHERE"
            " known.id = pgh_context_id AND known.metadata ->> 'user' IS NOT NULL))"
        )
        found = [
            ("pgh_label = %s", self.label),
            ("pgh_created_at >= %s", self.since),
            ("pgh_created_at < %s", self.until),
            (context.format("request"), self.request),
            (context.format("user"), self.person if self.person != "none" else ""),
        ]
        given = [(condition, value) for condition, value in found if value]
        extra = [nobody] if self.person == "none" else []
        return [condition for condition, _ in given] + extra, [value for _, value in given]


def points(wanted, *, after, count):
    """The newest `count` events that fit, as Points; only those older than the Point `after` if there is one."""
    parts, values = [], []
    for table in [wanted.table] if wanted.table else trail.tables():
        conditions, given = wanted.conditions()
        if after:
            older, moments = older_than(after, table)
            conditions, given = [*conditions, older], [*given, *moments]
        parts.append(
            f"(SELECT pgh_created_at, '{table}' AS trail, pgh_id FROM {table}"
            f" WHERE {' AND '.join(conditions) or 'true'}"
            " ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT %s)"
        )
        values += [*given, count]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({' UNION ALL '.join(parts)}) found {NEWEST_FIRST} LIMIT %s", [*values, count])
        return [Point(*row) for row in cursor.fetchall()]


def older_than(point, table):
    """The condition for events of `table` that come after a point in the order of the page."""
    if table == point.table:
        return "(pgh_created_at, pgh_id) < (%s, %s)", [point.at, point.number]
    return ("pgh_created_at <= %s" if table > point.table else "pgh_created_at < %s"), [point.at]


def rows(found):
    """What stands in the events at these Points: (point, label, values, values before, context), in their order.

    The values are dicts by column; those before are of the event that the same thing had before, or None.
    """
    by_table = {}
    for point in found:
        by_table.setdefault(point.table, []).append(point.number)
    read = {}
    for table, numbers in by_table.items():
        read |= {(table, row[0]): row[1:] for row in _rows_of(table, numbers)}
    return [(point, *read[point.table, point.number]) for point in found if (point.table, point.number) in read]


def _rows_of(table, numbers):
    has_object = "pgh_obj" in {field.name for field in model_of(table)._meta.fields}
    before = (
        f"(SELECT to_jsonb(b) FROM {table} b WHERE b.pgh_obj_id = e.pgh_obj_id AND b.pgh_id < e.pgh_id"
        " ORDER BY b.pgh_id DESC LIMIT 1)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.pgh_id, e.pgh_label, to_jsonb(e), {before if has_object else 'NULL::jsonb'}, c.metadata"
            f" FROM {table} e LEFT JOIN {trail.CONTEXT} c ON c.id = e.pgh_context_id WHERE e.pgh_id = ANY(%s)",
            [numbers],
        )
        return cursor.fetchall()


def model_of(table):
    """The model of the events in a table of the trail."""
    return next(model for model in trail.event_models() if model._meta.db_table == table)

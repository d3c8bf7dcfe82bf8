"""Events in words: what kind of thing, which one, what changed from what to what, who did it and where."""

import json
import re
from dataclasses import dataclass, field

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.audit.labels import JOBS, field_label, kind_label
from network.audit.names import Names
from network.audit.reading import model_of
from network.base import text

LABELS = {
    "insert": gettext_lazy("added"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("removed"),
}
NOTHING = "–"
LONGEST = 300
FOLDED_FROM = 3


@dataclass
class Line:
    """One event as a person reads it."""

    at: object
    action: str
    kind: str
    thing: str
    who: str
    where: str
    request: str
    changes: list = field(default_factory=list)

    @property
    def is_long(self):
        """Whether the fields are folded away until somebody asks for them."""
        return len(self.changes) > FOLDED_FROM


@dataclass(frozen=True)
class Change:
    """What happened to one field. Without `before` and `after` only that it changed may be told."""

    label: str
    before: str = ""
    after: str = ""
    is_told: bool = True


def lines(rows):
    """The rows of `reading.rows` as Lines; the names of people and things are fetched for all of them at once."""
    rows = [(point, label, loaded(now), loaded(before), loaded(context)) for point, label, now, before, context in rows]
    names = Names.of(rows)
    return [line(row, names) for row in rows]


def loaded(value):
    return json.loads(value) if isinstance(value, str) else value


def line(row, names):
    point, label, now, before, context = row
    event, context = model_of(point.table), context or {}
    return Line(
        at=point.at,
        action=str(LABELS.get(label, label)),
        kind=kind_label(event),
        thing=names.thing(event, now),
        who=who(context, names),
        where=where(context),
        request=context.get("request", ""),
        changes=changes(event, label, now, before or {}, names),
    )


def who(context, names):
    """Who did it: a person, a background job, a command, or nobody who was signed in."""
    if context.get("user"):
        return names.person(context["user"])
    if context.get("job"):
        name = JOBS.get(context["job"], context["job"].replace("_", " "))
        return _("Background job “%(name)s”") % {"name": name}
    if context.get("command"):
        return _("Command “%(name)s” on the server") % {"name": context["command"]}
    return _("Someone who was not signed in") if context.get("url") else _("The system itself")


def where(context):
    """The page, without what stands in its place for one thing: that may be the title of a story."""
    if not context.get("url"):
        return ""
    try:
        route = f"/{resolve(context['url']).route}"
    except Resolver404:
        return ""
    return re.sub(r"<[^>]*>", "…", route)


def changes(event, label, now, before, names):
    """Field by field; of something new or removed only what was filled in."""
    compared = before if label == "update" else {}
    found = []
    for column in columns(event):
        value, earlier = now.get(column.column), compared.get(column.column)
        if value == earlier or (label != "update" and value in (None, "", False)):
            continue
        found.append(change(event, column, label, earlier, value, names))
    return found


def columns(event):
    """The fields of an event that belong to the thing itself."""
    return [column for column in event._meta.fields if not column.name.startswith("pgh_") and column.name != "id"]


def change(event, column, label, earlier, value, names):
    name = field_label(column)
    if not is_told(event, column):
        return Change(name, is_told=False)
    before = "" if label != "update" else shown(column, earlier, names)
    return Change(name, before, shown(column, value, names))


def is_told(event, column):
    """Free text is told only where the model says so; the rest (numbers, dates, choices, links) always."""
    texts = column.base_field if isinstance(column, ArrayField) else column
    if not isinstance(texts, models.CharField | models.TextField) or texts.flatchoices:
        return True
    return column.name in getattr(event.pgh_tracked_model, "trail_texts", {"shown": ()})["shown"]


def shown(column, value, names):
    """One value as text."""
    if value in (None, ""):
        return NOTHING
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    if column.is_relation:
        return names.row(column.related_model, value)
    return plain(value)


def plain(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not isinstance(value, str):
        return str(value)
    if len(value) == 10 and (day := as_date(value)):
        return text.short_date(day)
    if "T" in value and (at := as_moment(value)):
        return text.moment(at)
    return value if len(value) <= LONGEST else f"{value[:LONGEST]} …"


def as_date(value):
    try:
        return parse_date(value)
    except ValueError:
        return None


def as_moment(value):
    try:
        at = parse_datetime(value)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None

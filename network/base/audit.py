"""The audit trail: every insert, update and delete of a row, however it was written, kept in an append-only table.

PostgreSQL triggers write it, so bulk writes and raw SQL are in it too. Decision: docs/decisions/audit-trail.md.
"""

import pghistory
from django.db import models


def audited(*, shown=(), hidden=(), exclude=(), personal=None, **options):
    """Class decorator that keeps the history of a model. Every field with free text is named in one of three lists.

    `shown`: the administrator may read the text on the page of the trail. `hidden`: it is kept, as proof of what stood
    there, but the page only says that it changed; for what is shared below the whole network. `exclude`: it stays out
    of the trail; for text told in confidence, and for secrets.
    `personal` says by which column of the event one finds a person, and which of the columns then name that person:
    `{"id": ["email", "given_name"]}`. `forget_in_trail` (network/base/trail.py) blanks those when somebody is erased.
    """

    def decorate(model):
        tracked = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude) or None,
            meta=_by_moment(),
            **options,
        )(model)
        tracked.trail_texts = {"shown": frozenset(shown), "hidden": frozenset(hidden), "exclude": frozenset(exclude)}
        tracked.trail_personal = personal or {}
        return tracked

    return decorate


def audited_links():
    """Class decorator for a proxy of the table behind a ManyToManyField: keeps what was tied together and untied."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None, meta=_by_moment())


def _by_moment():
    """What makes the newest events of a table cheap to find."""
    return {"indexes": [models.Index(fields=["-pgh_created_at", "-pgh_id"])]}

"""The audit trail: every insert, update and delete of a row, however it was written, kept in an append-only table.

PostgreSQL triggers write it, so bulk writes and raw SQL are in it too. Decision: docs/decisions/audit-trail.md.
"""

import pghistory


def audited(*, exclude=(), **options):
    """Class decorator that keeps the history of a model.

    `exclude` names fields that stay out of the trail: text that was shared in confidence, and secrets.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
        **options,
    )


def audited_links():
    """Class decorator for a proxy of the table behind a ManyToManyField: keeps what was tied together and untied."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)

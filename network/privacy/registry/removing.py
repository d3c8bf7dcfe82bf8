"""How rows go whose term is over, where deleting them is not enough.

Each takes the rows, notes what it removed, and returns how many rows it dealt with.
"""

import datetime

from django.core.files.storage import default_storage

from network.activities.actions.guests import make_nameless
from network.base.trail import retire_trail
from network.privacy.actions.erasing import plan_because_of_term
from network.privacy.noting import note

TRAIL_KEPT = datetime.timedelta(days=7 * 365)


def retire(rows, *, now):
    """Have the database let go of old events, or of the notes of who and where that belonged to them. It notes that."""
    return retire_trail(table=rows.model._meta.db_table, before=now - TRAIL_KEPT) if rows.exists() else 0


def remove_copies(rows, *, now):
    """Remove copies of own data with their files; the file first, so that none stays behind without a row."""
    copies = list(rows)
    for copy in copies:
        default_storage.delete(copy.file_name)
    rows.filter(pk__in=[copy.pk for copy in copies]).delete()
    note(rows.model, len(copies), now=now)
    return len(copies)


def plan_erasures(rows, *, now):
    """Tell these people that their details will go, and give them the time for regret that everyone has.

    Nothing is removed yet, so there is nothing to note.
    """
    return sum(plan_because_of_term(person=person, now=now) for person in rows.order_by("pk"))


def forget_guests(rows, *, now):
    """That somebody was there stays, for the totals; who it was goes."""
    count = make_nameless(rows)
    note(rows.model, count, now=now)
    return count

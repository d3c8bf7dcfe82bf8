"""Forgetting what is no longer needed, by the terms of the registry. Runs every day; may be killed and run again."""

import dataclasses
import logging

from django.db import transaction

from network.privacy.noting import note
from network.privacy.registry import rules

logger = logging.getLogger(__name__)


@dataclasses.dataclass(slots=True)
class Line:
    """One line of the table of terms: what goes, after how long, and how many rows that is now."""

    category: str
    name: str
    words: str
    rows: int = 0


def overview(*, now):
    """What would go at a moment, one line per term; the tables of the audit trail together in one."""
    lines = {}
    for category, holding, expiry in rules():
        key = (category.key, str(holding.name), expiry.words)
        line = lines.setdefault(key, Line(str(category.title), str(holding.name), expiry.words))
        line.rows += expiry.over(holding.rows(), now=now).count()
    return list(lines.values())


def forget_expired(*, now):
    """Remove everything whose term is over, each term in a transaction of its own. Returns how many rows went.

    One term that fails holds up no other.
    """
    gone = 0
    for _category, holding, expiry in rules():
        try:
            gone += forget(holding, expiry, now=now)
        except Exception:
            logger.exception("%s could not be forgotten", holding.model)
    return gone


@transaction.atomic
def forget(holding, expiry, *, now):
    rows = expiry.over(holding.rows(), now=now)
    if expiry.remove:
        return expiry.remove(rows, now=now)
    _all, per_table = rows.model._base_manager.filter(pk__in=rows.values("pk")).delete()
    count = per_table.get(holding.table._meta.label, 0)
    note(holding.table, count, now=now)
    return count

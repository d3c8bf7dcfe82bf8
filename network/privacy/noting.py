"""Writing down that rows went: how many, of which table, and why. What leaves the audit trail notes itself."""

from network.privacy.models import Removal


def note(model, count, *, now, erasure=None):
    """A `Removal` for rows of a table; nothing when there were none."""
    if count:
        reason = Removal.Reason.ERASURE if erasure else Removal.Reason.TERM
        Removal.objects.create(table=model._meta.label, rows=count, reason=reason, erasure=erasure, removed_at=now)

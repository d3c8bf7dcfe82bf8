"""The portal with the lock on an activity taken out: what shows that a test would notice if it were not there."""

from pue070.wsgi import application  # sets Django up, so that models can be imported

# isort: split

from network.activities.actions import seat_lock
from network.activities.models import Activity


def not_locked(*, pk):
    return [Activity.objects.get(pk=pk)]


seat_lock._locked = not_locked
__all__ = ["application"]

"""The address from which a calendar program fetches somebody's own activities."""

from django.db import transaction

from network.activities.models import CalendarFeed
from network.activities.models.feed import new_nonce


@transaction.atomic
def make_feed(*, user, now):
    """A new address; one of before opens nothing any more. Returns the feed."""
    values = {"nonce": new_nonce(), "made_at": now}
    return CalendarFeed.objects.update_or_create(user=user, defaults=values)[0]


@transaction.atomic
def stop_feed(*, user):
    """From now on the address opens nothing."""
    CalendarFeed.objects.filter(user=user).delete()

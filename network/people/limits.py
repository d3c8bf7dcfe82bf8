"""How often something may be tried, counted per address of the network or per name, on all machines together."""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils import timezone


def is_over(name, key, *, amount):
    """Whether `amount` was reached in the window that runs."""
    return cache.get(_cell(name, key), (0, None))[0] >= amount


def count(name, key, *, seconds):
    """Count one more. A window begins with its first and is over `seconds` later.

    Its end is kept beside the number: `cache.incr` of a cache in the database begins a window of its own each time.
    """
    cell, now = _cell(name, key), timezone.now().timestamp()
    if not cache.add(cell, (1, now + seconds), seconds):
        number, end = cache.get(cell, (0, now + seconds))
        cache.set(cell, (number + 1, end), end - now)


def _cell(name, key):
    """The name of the counter; what is counted is not written there in clear."""
    return f"limit:{name}:{hashlib.sha256(str(key).encode()).hexdigest()}"


def caller(request):
    """The network address a request came from, behind the proxies that the settings name."""
    return get_adapter().get_client_ip(request)

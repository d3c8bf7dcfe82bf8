"""Secrets in links that are mailed. The database holds their hash alone: a copy of it opens nothing.

Nothing here needs Django: the start of the portal makes the link of the first set-up with it, before Django is loaded.
"""

import hashlib
import secrets


def new_token():
    """A secret of 256 bits that fits in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token):
    """What is kept of a token. A plain digest is enough: 256 random bits cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()

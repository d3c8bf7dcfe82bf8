"""The link by which the first person sets up an empty portal, made without loading Django: that takes a second."""

from contextlib import closing

import psycopg2

from network.people.tokens import hash_of, new_token

HOURS = 24
IS_EMPTY = "SELECT NOT EXISTS (SELECT 1 FROM schools_network) AND NOT EXISTS (SELECT 1 FROM people_user)"
ONLY_THIS_ONE = """
    INSERT INTO founding_foundinglink (id, token_digest, made_at, expires_at)
    VALUES (1, %s, now(), now() + make_interval(hours => %s))
    ON CONFLICT (id) DO UPDATE SET token_digest = EXCLUDED.token_digest, made_at = EXCLUDED.made_at,
        expires_at = EXCLUDED.expires_at, used_at = NULL
"""


def new_path(url):
    """Return the path of a new link that works once, for a day, if the portal at database `url` is empty; else None.

    Links of earlier starts are dead from then on. Only a digest of the token is kept.
    """
    with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(IS_EMPTY)
        if not cursor.fetchone()[0]:
            return None
        token = new_token()
        cursor.execute(ONLY_THIS_ONE, [hash_of(token), HOURS])
    return f"/begin/{token}/"


def invitation(address, url):
    """Return what to print about an empty portal, or nothing."""
    path = new_path(url)
    if path is None:
        return ""
    return (
        "It is empty. Set up your network with this link; it works once, within a day, and the next start makes a new"
        f" one:\n  {address.rstrip('/')}{path}"
    )

"""Whether the last preparation still stands, told without loading Django: that alone would take a second or two.

The file `prepared` in the data directory holds a digest of all that a preparation reads, and how many migrations the
database had afterwards. A database that was restored, replaced or emptied since has another number.
"""

import hashlib
import os
from contextlib import closing

import psycopg2

from deploy.bootstrap.places import DATA, ROOT, write_private

STAMP = DATA / "prepared"
SOURCES = (
    "pue070/*.py",
    "network/**/*.py",
    "network/**/*.sql",
    "locale/**/*.po",
    "static/**/*",
    "network/*/static/**/*",
)
SURROUNDINGS = ("EXAMPLE", "DATABASE_URL", "DATABASE_OWNER_URL")


def digest():
    """Return a digest of what a preparation reads; of files it takes name, size and moment of change."""
    seen = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    seen.update(repr((ROOT, *map(os.environ.get, SURROUNDINGS))).encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            stat = path.stat()
            seen.update(f"{path}{stat.st_size}{stat.st_mtime_ns}".encode())
    return seen.hexdigest()


def has_results():
    """Tell whether the files are there that a preparation makes."""
    translations = all(path.with_suffix(".mo").exists() for path in ROOT.glob("locale/**/*.po"))
    return translations and (DATA / "static/.collected-from").exists()


def note(begun_with, migrations):
    """Remember a preparation that is complete: the digest when it began, and the number of migrations."""
    write_private(STAMP, f"{begun_with} {migrations}")


def is_prepared(url):
    """Tell whether database and files are as the last preparation left them.

    What came due in the queue while the portal stood still is due now, as a preparation would have it.
    """
    if not STAMP.exists() or not has_results():
        return False
    try:
        with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
            is_same = STAMP.read_text() == f"{digest()} {cursor.fetchone()[0]}"
            cursor.execute("UPDATE django_q_schedule SET next_run = now() WHERE next_run < now()")
    except psycopg2.Error:
        return False
    return is_same

"""A migrated database from which every test process copies its own.

Running all migrations takes many seconds, copying takes a fraction of one. The original stays on the server between
runs under a name with a hash of every migration and of all that triggers are made from; a run that finds no such name
makes it and drops its predecessors.
"""

import hashlib
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

LOCK = 70_070  # any number: the processes that share a server wait for each other by it


def migrated():
    """Return the name of a database with all migrations; make it, or wait for whoever is making it."""
    stem = f"{connection.settings_dict['NAME']}_migrated_"
    name = stem + fingerprint()
    with connection._nodb_cursor() as cursor:  # its end releases the lock
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE left(datname, %s) = %s", [len(stem), stem])
        present = [row[0] for row in cursor]
        if name not in present:
            for predecessor in present:
                cursor.execute(f"DROP DATABASE {quoted(predecessor)}")
            make(f"{stem}unfinished", cursor)
            cursor.execute(f"ALTER DATABASE {quoted(stem + 'unfinished')} RENAME TO {quoted(name)}")
    return name


def make(name, cursor):
    """Create a database and run the migrations in it."""
    cursor.execute(f"CREATE DATABASE {quoted(name)}")
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
    finally:
        connection.close()  # a database that somebody is connected to cannot be copied
        connection.settings_dict["NAME"] = usual


def quoted(name):
    return connection.ops.quote_name(name)


def fingerprint():
    """A short hash of every migration of every app, and of the models whose triggers are installed with them."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        patterns = ["migrations/*.py", "sql/*.sql", "trail.py"]
        if app.name.startswith("network."):
            patterns += ["models.py", "models/*.py", "history.py", "audit.py"]
        for file in sorted(file for pattern in patterns for file in Path(app.path).glob(pattern)):
            digest.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:12]

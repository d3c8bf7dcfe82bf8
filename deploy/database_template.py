"""A migrated database for the tests to copy: migrating takes half a minute, copying half a second.

Loaded into pytest as a plugin, this module has every test database made from the template in TEST_TEMPLATE.
"""

import hashlib
import os
import subprocess
import sys

import psycopg2
import pytest

from deploy.bootstrap.places import ROOT
from deploy.bootstrap.trouble import Trouble

PREFIX = "template_"


@pytest.hookimpl(trylast=True)
def pytest_configure():
    from django.conf import settings

    template = os.environ.get("TEST_TEMPLATE")
    if template:
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = template


def template_name():
    """Return a name that changes with everything a migrated database depends on."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for file in sorted([*ROOT.glob("network/**/*.py"), *ROOT.glob("pue070/*.py")]):
        if "migrations" in file.parts or file.parent.name == "pue070":
            digest.update(file.read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def execute(url, statement, *values):
    """Run one statement outside a transaction and return its rows, or None if it has none."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def migrate(url, environment):
    answer = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": url},
    )
    if answer.returncode:
        raise Trouble("The migrations failed; what they said stands above.")


def ensure_template(url, environment):
    """Return the name of a migrated database on the server at `url`, made if there is none; older ones are dropped.

    It gets its name when it is complete, so one that was broken off is never copied.
    """
    name, making = template_name(), f"{PREFIX}unfinished"
    present = [row[0] for row in execute(url, "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", PREFIX)]
    if name not in present:
        print("Migrating a database for the tests to copy ...", flush=True)
        for old in present:
            execute(url, f'DROP DATABASE "{old}"')
        execute(url, f"CREATE DATABASE {making}")
        migrate(f"{url.rpartition('/')[0]}/{making}", environment)
        execute(url, f"ALTER DATABASE {making} RENAME TO {name}")
    return name

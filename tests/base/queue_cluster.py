"""A real queue for tests, in processes that can be killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def address_of(database):
    """The DATABASE_URL of a database in the settings."""
    user, password, host = (quote(database[key], safe="") for key in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{database['PORT'] or 5432}/{database['NAME']}"


@contextmanager
def cluster():
    """A real qcluster on the test's database, in a process group of its own; killed with -9 at the end."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.base.queue_settings",
        "DATABASE_URL": address_of(connection.settings_dict),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "qcluster"],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(happened, seconds=30):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)

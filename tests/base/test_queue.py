"""The queue keeps its promises when its processes are killed (docs/decisions/queue.md)."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core import mail as django_mail
from django.db import connection
from django_q.models import OrmQ
from django_q.tasks import async_task

from network.base import mail
from network.base.models import OutgoingMail


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


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_task_whose_cluster_was_killed_runs_again(tmp_path):
    notes = tmp_path / "notes"
    async_task("tests.base.queue_tasks.write_line", str(notes))
    with cluster():
        until(notes.exists)
    assert OrmQ.objects.count() == 1
    with cluster():
        until(lambda: not OrmQ.objects.exists())
    assert notes.read_text().splitlines() == ["run", "run"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_out_through_a_real_queue(now):
    row = mail.queue_text(to="noor@proef.example", subject="Hallo", text="Dag\n", now=now)
    with cluster():
        until(lambda: OutgoingMail.objects.get(pk=row.pk).sent_at)
    assert django_mail.outbox == []


def test_a_task_that_waits_in_a_cluster_is_not_taken_for_lost():
    """A cluster holds up to two tasks beside the one that runs; each may wait `timeout` for the one before it."""
    queue = settings.Q_CLUSTER
    assert queue["retry"] > queue["timeout"] * (queue["queue_limit"] + 2)

"""The queue keeps its promises when its processes are killed (docs/decisions/queue.md)."""

import pytest
from django.conf import settings
from django.core import mail as django_mail
from django_q.models import OrmQ
from django_q.tasks import async_task

from network.base import mail
from network.base.models import OutgoingMail
from tests.base.queue_cluster import cluster, until


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

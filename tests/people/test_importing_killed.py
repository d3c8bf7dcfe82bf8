"""A list that is being worked through while its process is killed: nobody is left out and nobody is invited twice."""

import pytest
from django.db import connection, transaction

from network.base.models import OutgoingMail
from network.people.actions import importing as actions
from network.people.models import Invitation, InvitationRow
from tests.base.queue_cluster import cluster, until
from tests.factories import EntryInvitationFactory, InvitationListFactory, InvitationRowFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LINES, BEFORE = 6, 2


def waits_for_us():
    """Whether another process waits for something that this connection holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)) LIMIT 1"
        )
        return cursor.fetchone() is not None


def kill_in_the_middle_of(row):
    """Run a real queue until it is half-way a row, inside its transaction, and kill it there with SIGKILL.

    An invitation that is not committed stands in the way of the one that the queue writes.
    """
    with transaction.atomic():
        EntryInvitationFactory(email=row.email, school=row.school)
        with cluster():
            until(waits_for_us)
        transaction.set_rollback(True)


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_does_nothing_twice():
    listed = InvitationListFactory(confirmed=True)
    rows = [InvitationRowFactory(list=listed, number=number) for number in range(1, LINES + 1)]
    actions.wake(listed.pk)

    kill_in_the_middle_of(rows[BEFORE])

    assert InvitationRow.objects.exclude(handled_at=None).count() == BEFORE
    assert Invitation.objects.count() == OutgoingMail.objects.count() == BEFORE
    listed.refresh_from_db()
    assert listed.finished_at is None

    with cluster():
        until(lambda: type(listed).objects.filter(pk=listed.pk, finished_at__isnull=False).exists())

    addresses = sorted(row.email for row in rows)
    assert sorted(Invitation.objects.values_list("email", flat=True)) == addresses
    assert sorted(OutgoingMail.objects.values_list("to_address", flat=True)) == addresses
    done = InvitationRow.objects.filter(problem="", handled_at__isnull=False, invitation__isnull=False)
    assert done.values("invitation").distinct().count() == LINES

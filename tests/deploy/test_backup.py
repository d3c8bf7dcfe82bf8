"""Backup and restore of the embedded database, with a real one."""

import pytest

from tests.deploy.test_postgres import query


@pytest.fixture
def cluster(new_cluster, place):
    """The cluster that the verbs work on, running."""
    (place / "postgres").mkdir(mode=0o711)
    (place / "log").mkdir()
    cluster = new_cluster(place / "postgres")
    cluster.start()
    return cluster


def test_backup_while_the_portal_runs_and_restore_while_it_does_not(cluster, run, place):
    query(cluster, "CREATE TABLE kept AS SELECT 7 AS number")

    assert run("deploy.backup", str(place / "dump")).finished() == (0, f"Written: {place}/dump\n", "")
    assert cluster.is_alive()
    assert (place / "dump").stat().st_mode & 0o777 == 0o600

    query(cluster, "UPDATE kept SET number = 8")
    query(cluster, "CREATE TABLE made_since (number int)")
    cluster.stop()
    code, _, errors = run("deploy.restore", str(place / "dump")).finished()
    assert (code, errors) == (0, "")
    assert not (place / "postgres/data/postmaster.pid").exists()

    cluster.start()
    assert query(cluster, "SELECT number FROM kept") == 7
    assert query(cluster, "SELECT to_regclass('made_since')") is None


def test_restore_of_what_is_no_backup_changes_nothing(cluster, run, place):
    query(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    (place / "no-dump").write_text("hello")

    code, _, errors = run("deploy.restore", str(place / "no-dump")).finished()

    assert code == 1
    assert errors.startswith("pg_restore failed: ")
    assert query(cluster, "SELECT number FROM kept") == 7
    assert query(cluster, "SELECT count(*) FROM pg_database WHERE datname LIKE 'portal%'") == 1


def test_backup_without_a_file_name_is_told(run):
    assert run("deploy.backup").finished() == (1, "", "Name one file: python3 deploy/launch.py backup FILE\n")

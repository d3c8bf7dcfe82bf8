"""The embedded PostgreSQL, with a real one."""

import os
import signal
import socket
import subprocess

import psycopg2
import pytest

from deploy.bootstrap.trouble import Trouble
from deploy.postgres import binaries, creation


def query(cluster, statement):
    connection = psycopg2.connect(cluster.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def test_start_makes_a_database_for_a_role_without_superpowers(new_cluster):
    cluster = new_cluster()

    assert cluster.start() is True
    assert query(cluster, "SELECT current_database()") == "portal"
    assert query(cluster, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user") is False
    assert query(cluster, "SELECT datcollate FROM pg_database WHERE datname = 'portal'") == "C"
    assert query(cluster, "SELECT lower('ÉÉN')") == "één"
    assert query(cluster, "SELECT to_tsvector('dutch', 'werkgroepen')::text") == "'werkgroep':1"


def test_pages_get_a_role_that_owns_nothing(new_cluster, place):
    cluster = new_cluster()
    cluster.start()

    connection = psycopg2.connect(cluster.app_url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("CREATE TABLE mine (id int)")
    connection.close()
    assert (place / "password_of_app").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("is_left_running", [True, False])
def test_cluster_of_an_earlier_version_gets_the_role_of_the_pages(new_cluster, place, is_left_running):
    first = new_cluster()
    first.start()
    query(first, "CREATE TABLE kept (id int)")
    (place / "password_of_app").unlink()
    if not is_left_running:
        first.stop()

    second = new_cluster()
    second.start()
    psycopg2.connect(second.app_url).close()
    assert query(second, "SELECT count(*) FROM kept") == 0


def test_password_is_readable_for_its_owner_only(new_cluster, place):
    new_cluster().start()

    assert (place / "password").stat().st_mode & 0o777 == 0o600
    assert (place / "data").stat().st_mode & 0o777 == 0o700


def test_copy_of_the_programs_works_where_the_originals_cannot_be_reached(new_cluster, place):
    cluster = new_cluster()

    cluster.programs = binaries.copy_of(binaries.bundled(), place) / "bin"

    assert binaries.failure(cluster.programs.parent, cluster.account) is None
    assert cluster.start() is True
    assert query(cluster, "SHOW server_version_num").startswith("18")


def test_server_refuses_another_password(new_cluster):
    cluster = new_cluster()
    cluster.start()

    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(cluster.url, password="guessed")


def test_start_adopts_a_server_that_was_left_running(new_cluster):
    first, second = new_cluster(), new_cluster()
    first.start()
    query(first, "CREATE TABLE kept AS SELECT 7 AS number")

    assert second.start() is False
    assert second.server == first.server
    assert query(second, "SELECT number FROM kept") == 7


def test_start_recovers_what_was_committed_before_kill_9(new_cluster, wait_until):
    first, second = new_cluster(is_durable=True), new_cluster(is_durable=True)
    first.start()
    query(first, "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(first.server.pid, signal.SIGKILL)
    wait_until(lambda: not first.is_alive())

    assert second.start() is True
    assert second.server.pid != first.server.pid
    assert query(second, "SELECT number FROM kept") == 7


def test_stale_pid_file_with_the_number_of_another_process_is_no_obstacle(new_cluster, place):
    first, second = new_cluster(), new_cluster()
    first.start()
    lines = (place / "data/postmaster.pid").read_text().splitlines()
    first.stop()
    stranger = subprocess.Popen(["sleep", "60"], **first.account.identity)
    (place / "data/postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
    first.account.give(place / "data/postmaster.pid")

    assert second.start() is True
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_remembered_port_that_is_taken_is_given_up(new_cluster, place):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        (place / "port").write_text(str(other.getsockname()[1]))
        cluster = new_cluster()
        cluster.start()

        assert cluster.server.port != other.getsockname()[1]
        assert query(cluster, "SELECT 1") == 1


def test_stop_ends_the_server_and_leaves_no_pid_file(new_cluster, place):
    cluster = new_cluster()
    cluster.start()
    pid = cluster.server.pid

    cluster.stop()

    assert not (place / "data/postmaster.pid").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_broken_off_creation_leaves_nothing_that_counts_as_a_cluster(new_cluster, place):
    half_made = place / "data.new-broken"
    (half_made / "base").mkdir(parents=True)
    cluster = new_cluster()
    (place / "initdb").symlink_to("/bin/false")

    with pytest.raises(Trouble, match="could not make its database"):
        creation.create(place, place, cluster.account, is_durable=False)
    assert [path.name for path in place.glob("data*")] == []

    cluster.start()
    assert sorted(path.name for path in place.glob("data*")) == ["data"]


def test_cluster_of_another_major_version_is_refused_with_a_sentence(new_cluster, place):
    cluster = new_cluster()
    cluster.start()
    cluster.stop()
    (place / "data/PG_VERSION").write_text("17\n")

    with pytest.raises(Trouble, match="made by PostgreSQL 17 and this is 18"):
        cluster.start()

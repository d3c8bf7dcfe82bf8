"""`make start` as a whole: what is there while it runs, and what is left when it ends in one way or another."""

import json
import os
import signal
import socket
import urllib.request

import pytest

from deploy.postgres.cluster import free_port
from tests.deploy.conftest import processes_of


def health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


def pid_of(place, part):
    """The oldest process whose command line has `part` in it."""
    return min((pid for pid, command in processes_of(place).items() if part in command), default=None)


def services_of(place):
    return {pid: command for pid, command in processes_of(place).items() if "postgres/data" not in command}


def postmaster_pid(place):
    return int((place / "postgres/data/postmaster.pid").read_text().splitlines()[0])


def wait_for_pages(process, port, wait_until):
    """Wait until the start says where the portal is, and it is there."""
    wait_until(lambda: not process.is_running() or (health(port) or {}).get("database") == "ok", seconds=300)
    wait_until(lambda: not process.is_running() or f"The portal is at http://127.0.0.1:{port}/" in process.said()[0])
    assert process.is_running(), process.finished()


@pytest.mark.slow
def test_start_survives_kills_refuses_a_second_and_leaves_nothing(run, place, wait_until):
    port = free_port()
    first = run("deploy.start", PORT=str(port))
    wait_for_pages(first, port, wait_until)
    wait_until(lambda: pid_of(place, "qcluster"))
    assert (place / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (place / "database_url").stat().st_mode & 0o777 == 0o600
    key = (place / "secret_key").read_text()

    code, _, errors = run("deploy.start").finished()
    assert code == 1
    assert errors == f"The portal already runs (process {first.pid}, http://127.0.0.1:{port}/): stop that first.\n"

    old = {pid for pid, command in services_of(place).items() if "granian" in command}
    os.kill(min(old), signal.SIGKILL)
    wait_until(lambda: not old & set(services_of(place)))
    wait_for_pages(first, port, wait_until)
    assert "The web server ended with code -9; it is started again in 1 s." in first.said()[1]

    database = postmaster_pid(place)
    first.end(signal.SIGKILL)
    wait_until(lambda: not services_of(place), tell=lambda: services_of(place))
    assert postmaster_pid(place) == database
    assert database in processes_of(place)

    third = run("deploy.start", PORT=str(port))
    wait_for_pages(third, port, wait_until)
    assert postmaster_pid(place) == database
    assert (place / "secret_key").read_text() == key

    code, said, errors = third.end(signal.SIGINT)
    assert code == 0, errors
    assert "Bringing the database up to date" not in said
    assert processes_of(place) == {}
    assert not (place / "postgres/data/postmaster.pid").exists()


def test_stop_during_preparation_leaves_nothing(run, place, wait_until):
    process = run("deploy.start")
    wait_until(lambda: pid_of(place, "deploy.prepare"))

    process.process.send_signal(signal.SIGTERM)

    code, _, errors = process.end(signal.SIGTERM)
    assert code == 0, errors
    assert processes_of(place) == {}


def test_taken_port_is_told_with_what_to_do(run, place):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _, said = run("deploy.start", PORT=str(port)).finished()

    assert code == 1
    assert said == (
        f"Port {port} on 127.0.0.1 is taken (Address already in use): "
        f"stop what listens there, or use another port: PORT={port + 1} make start\n"
    )
    assert not (place / "postgres").exists()


def test_database_that_does_not_answer_is_told_without_its_password(run, place):
    url = f"postgres://someone:secret@127.0.0.1:{free_port()}/portal"
    code, _, said = run("deploy.start", DATABASE_URL=url).finished()

    assert code == 1
    assert said.count("\n") == 1
    assert said.startswith(f"The database in DATABASE_URL ({url.replace('secret', '***')}) does not answer: ")
    assert "secret" not in said


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_port_that_is_none_is_told(run, port):
    code, _, said = run("deploy.start", PORT=port).finished()

    assert (code, said) == (1, f"PORT must be a number from 1 to 65535, and is {port!r}.\n")

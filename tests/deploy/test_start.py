"""`make start` as a whole: what is there while it runs, and what is left when it ends in one way or another."""

import json
import os
import re
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from deploy.postgres.cluster import free_port


def health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


def processes_of(place):
    """The command lines, by process id, of what a start on the data directory `place` runs."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode().replace("\0", " ")
            is_ours = f"PORTAL_RUN={place}".encode() in (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if is_ours or f"{place}/postgres/data" in command:
            found[int(folder.name)] = command
    return found


def pid_of(place, part):
    """The oldest process whose command line has `part` in it."""
    return min((pid for pid, command in processes_of(place).items() if part in command), default=None)


def postmaster_pid(place):
    return int((place / "postgres/data/postmaster.pid").read_text().splitlines()[0])


def wait_for_pages(process, port, wait_until):
    wait_until(lambda: process.poll() is not None or (health(port) or {}).get("database") == "ok", seconds=120)
    assert process.poll() is None, process.communicate()


@pytest.mark.slow
def test_start_survives_kills_refuses_a_second_and_leaves_nothing(run, place, wait_until):
    port = free_port()
    first = run("deploy.start", PORT=str(port))
    wait_for_pages(first, port, wait_until)
    wait_until(lambda: pid_of(place, "qcluster"))
    assert (place / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (place / "database_url").stat().st_mode & 0o777 == 0o600
    key = (place / "secret_key").read_text()

    second = run("deploy.start")
    assert second.wait(20) == 1
    assert re.fullmatch(
        rf"The portal already runs \(process {first.pid}, http://127.0.0.1:{port}/\): stop that first.\n",
        second.stderr.read(),
    )

    web = pid_of(place, "granian")
    os.kill(web, signal.SIGKILL)
    wait_until(lambda: pid_of(place, "granian") not in (None, web))
    wait_for_pages(first, port, wait_until)

    database = postmaster_pid(place)
    first.kill()
    wait_until(lambda: list(processes_of(place)) and not pid_of(place, "granian") and not pid_of(place, "qcluster"))
    assert postmaster_pid(place) == database

    third = run("deploy.start", PORT=str(port))
    wait_for_pages(third, port, wait_until)
    assert postmaster_pid(place) == database
    assert (place / "secret_key").read_text() == key

    third.send_signal(signal.SIGINT)
    assert third.wait(30) == 0
    assert processes_of(place) == {}
    assert not (place / "postgres/data/postmaster.pid").exists()


def test_stop_during_preparation_leaves_nothing(run, place, wait_until):
    process = run("deploy.start")
    wait_until(lambda: pid_of(place, "deploy.prepare"))

    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGTERM)

    assert process.wait(30) == 0
    assert processes_of(place) == {}


def test_taken_port_is_told_with_what_to_do(run, place):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = run("deploy.start", PORT=str(port))
        _, said = process.communicate(timeout=20)

    assert process.returncode == 1
    assert said == (
        f"Port {port} on 127.0.0.1 is taken (Address already in use): "
        f"stop what listens there, or use another port: PORT={port + 1} make start\n"
    )
    assert not (place / "postgres").exists()


def test_database_that_does_not_answer_is_told_without_its_password(run, place):
    url = f"postgres://someone:secret@127.0.0.1:{free_port()}/portal"
    process = run("deploy.start", DATABASE_URL=url)
    _, said = process.communicate(timeout=20)

    assert process.returncode == 1
    assert said.count("\n") == 1
    assert said.startswith(f"The database in DATABASE_URL ({url.replace('secret', '***')}) does not answer: ")
    assert "secret" not in said


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_port_that_is_none_is_told(run, port):
    process = run("deploy.start", PORT=port)
    _, said = process.communicate(timeout=20)

    assert (process.returncode, said) == (1, f"PORT must be a number from 1 to 65535, and is {port!r}.\n")

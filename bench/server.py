"""The web server of a measurement: as in use, with the bare page beside the portal."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from deploy import processes, web
from deploy.bootstrap.places import ROOT


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextlib.contextmanager
def running(environment, application="bench.wsgi:application"):
    """Yield (port, process id) of a server that answers; it and its workers end with the block."""
    address = web.Address("127.0.0.1", free_port())
    command = [*web.command(address)[:-1], application]
    parent = os.getpid()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=lambda: processes.end_with(parent, signal.SIGTERM),
    )  # fmt: skip
    try:
        wait_for(address.port, process)
        yield address.port, process.pid
    finally:
        process.terminate()
        process.wait()


def wait_for(port, process):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise RuntimeError("The web server did not come up; what it said stands above.")


def megabytes_of_workers(pid):
    """The resident memory of each worker in MB, the largest first."""
    resident = [
        int(line.split()[1]) / 1000
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for line in Path(f"/proc/{child}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return sorted(resident, reverse=True)

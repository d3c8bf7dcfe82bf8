"""The running server of a cluster, as its file postmaster.pid and the operating system tell it."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from deploy.bootstrap.trouble import Trouble

FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT
PATIENCE = 60


@dataclass(frozen=True)
class Postmaster:
    """A server process: its process id and the TCP port it listens on."""

    pid: int
    port: int

    def is_alive(self):
        """Tell whether the process exists; one that has ended but was not waited for does not count."""
        try:
            os.waitpid(self.pid, os.WNOHANG)
        except ChildProcessError:
            pass
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    def stop(self):
        """Shut down: sessions are broken off, what was committed is kept. Return when the process is gone."""
        for how in (FAST, IMMEDIATE):
            if self.is_alive():
                os.kill(self.pid, how)
            deadline = time.monotonic() + PATIENCE
            while self.is_alive() and time.monotonic() < deadline:
                time.sleep(0.02)
        if self.is_alive():
            raise Trouble(f"PostgreSQL (process {self.pid}) does not stop.")


def command_line(pid):
    """Return the arguments that process `pid` was started with, or [] if that cannot be known."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def runs_on(pid, data):
    """Tell whether process `pid` is a server of the cluster `data`; where /proc is missing, believe the pid file."""
    if not Path("/proc/self/cmdline").exists():
        return True
    arguments = command_line(pid)
    return bool(arguments) and "postgres" in arguments[0] and str(data) in arguments


def find(data):
    """Return the Postmaster that runs on the cluster `data`, or None.

    PostgreSQL itself overwrites a left-behind pid file, except when the number in it belongs to an unrelated process by
    now (usual after a restart of a container). Such a file is removed here; should a process of the old server still
    use the cluster, PostgreSQL sees that by its shared memory and refuses to start.
    """
    file = data / "postmaster.pid"
    try:
        lines = file.read_text().splitlines()
        found = Postmaster(pid=int(lines[0]), port=int(lines[3]))
    except (FileNotFoundError, ValueError, IndexError):
        return None
    if not found.is_alive():
        return None
    if runs_on(found.pid, data):
        return found
    file.unlink(missing_ok=True)
    return None

"""Processes that end with the process that started them, whatever happens to it."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from deploy.bootstrap.places import DATA, ROOT

MARK = "PORTAL_RUN"
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with(parent, number):
    """Have this process get signal `number` when `parent` dies, even by kill -9. Linux only; nothing elsewhere."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), number)


def launch(command, **environment):
    """Start `command` in a process group of its own, out of reach of the terminal's Ctrl-C, and return its Popen.

    It carries a mark in its environment by which `sweep` knows it, and is asked to end when this process dies.
    """
    parent = os.getpid()
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment, MARK: str(DATA)},
        start_new_session=True,
        preexec_fn=lambda: end_with(parent, signal.SIGTERM),
    )


def signal_group(process, number):
    """Send signal `number` to everything that `process` started, itself included."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass


def stop(processes, is_hurried, grace=15):
    """Ask the processes to end and return when they, and all they started, are gone.

    After `grace` seconds, or as soon as `is_hurried()` says so, they are killed; a task that is broken off runs again.
    """
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + grace
    for process in processes:
        while process.poll() is None and time.monotonic() < deadline and not is_hurried():
            time.sleep(0.02)
        signal_group(process, signal.SIGKILL)
        process.wait()


def marked():
    """Return the ids of processes that carry the mark of this data directory; none where /proc is missing."""
    wanted = f"{MARK}={DATA}".encode()
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if wanted in environment.read_bytes().split(b"\0"):
                found.append(int(environment.parent.name))
        except OSError:
            continue
    return found


def sweep():
    """Kill what an earlier run left behind when it was killed itself. Only for whoever holds the lock of the run."""
    left = marked()
    while left:
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.02)
        left = marked()

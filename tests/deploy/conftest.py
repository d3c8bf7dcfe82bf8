"""Places and processes for the tests of the set-up; each ends what it started."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from deploy.bootstrap.places import ROOT
from deploy.postgres import binaries
from deploy.postgres.account import account_for
from deploy.postgres.cluster import Cluster, free_port

OF_THE_TESTS = (
    "AS_DATABASE_OWNER",
    "DATABASE_OWNER_URL",
    "DATABASE_URL",
    "MAIL_HOST",
    "PORTAL_URL",
    "SECRET_KEY",
    "TRUSTED_PROXIES",
)
TOOLS = Path(sys.prefix).parent / "tools"


@pytest.fixture
def place():
    """A directory that any account can enter, which pytest's own tmp_path is not."""
    folder = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def new_cluster(place):
    """Make Cluster objects on one directory, as one process after the other would; stop their server at the end."""
    made = []

    def make(home=place, *, is_durable=False):
        account = account_for(home / "data")
        made.append(Cluster(home, account, binaries.runnable(account, home), is_durable))
        return made[-1]

    yield make
    for cluster in made:
        cluster.stop()


class Started:
    """A process of the set-up; what it says goes to files, which processes that outlive it do not keep waiting."""

    def __init__(self, place, number, module, arguments, environment):
        self.files = [place / f"{number}.{stream}" for stream in ("stdout", "stderr")]
        kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        with self.files[0].open("w") as stdout, self.files[1].open("w") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT,
                env={**kept, "PORTAL_DATA": str(place), "EXAMPLE": "0", "PORT": str(free_port()), **environment},
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
            )

    @property
    def pid(self):
        return self.process.pid

    def is_running(self):
        return self.process.poll() is None

    def end(self, number):
        """Send signal `number` and return what `finished` does."""
        self.process.send_signal(number)
        return self.finished()

    def finished(self):
        """Return the exit code and what was said on standard output and standard error, within a minute."""
        return self.process.wait(60), *self.said()

    def said(self):
        """Return what was said so far on standard output and standard error."""
        return [file.read_text() for file in self.files]


def processes_of(place):
    """Return the command lines, by process id, of what a start on the data directory `place` runs."""
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


@pytest.fixture
def run(place):
    """Start modules of the set-up as processes on the data directory `place`; what is left is killed at the end."""
    started = []

    def start(module, *arguments, **environment):
        started.append(Started(place, len(started), module, arguments, environment))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
    for pid in processes_of(place):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def checkout(tmp_path):
    """A checkout with the set-up alone and empty locks, so that making an environment needs no package."""
    if not TOOLS.exists():
        pytest.skip("runs where `make test` has fetched the installer")
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".python-version", tmp_path)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "requirements-dev.txt").touch()
    (tmp_path / "var/log").mkdir(parents=True)
    (tmp_path / "var/tools").symlink_to(TOOLS)
    return tmp_path


@pytest.fixture
def wait_until():
    """Wait for a condition; if it does not come in time, fail with what `tell` returns then."""

    def wait(condition, seconds=60, tell=lambda: "it did not happen in time"):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, tell()
            time.sleep(0.05)

    return wait

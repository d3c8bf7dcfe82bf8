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

    def make(*, is_durable=False):
        account = account_for(place / "data")
        made.append(Cluster(place, account, binaries.runnable(account, place), is_durable))
        return made[-1]

    yield make
    for cluster in made:
        cluster.stop()


@pytest.fixture
def run(place):
    """Start modules of the set-up as processes on the data directory `place`; killed at the end if they still run."""
    started = []

    def start(module, *arguments, **environment):
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**kept, "PORTAL_DATA": str(place), "EXAMPLE": "0", "PORT": str(free_port()), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()


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
    """Wait for a condition, a second at a time being too long and a minute too."""

    def wait(condition, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not happen in time"
            time.sleep(0.05)

    return wait

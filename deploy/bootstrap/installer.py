"""The installer (uv) in an environment of its own, so that nothing has to be on the machine but a Python."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.bootstrap.places import DATA, LOGS
from deploy.bootstrap.trouble import about_output

LOCK = Path(__file__).with_name("uv.txt")


def run_logged(command, environment=None):
    """Run `command`, add what it prints to log/install.log, and return the finished process with `stdout` as text."""
    answer = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
        encoding="utf-8", errors="replace",
    )  # fmt: skip
    with (LOGS / "install.log").open("a", encoding="utf-8") as log:
        log.write("$ {}\n{}\n".format(" ".join(map(str, command)), answer.stdout))
    return answer


def install_uv(folder):
    """Install the locked uv into a new environment at `folder`; raise Trouble when that cannot be done."""
    print("Fetching the installer ...", flush=True)
    made = run_logged([sys.executable, "-m", "venv", str(folder)])
    if made.returncode:
        raise about_output(
            made.stdout,
            "{} cannot make a virtual environment: install its venv module "
            "(Debian and Ubuntu: apt-get install python3-venv) and try again.".format(sys.executable),
        )
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "-q", "--no-cache-dir", "--disable-pip-version-check"]
    answer = run_logged([*pip, "--require-hashes", "-r", str(LOCK)])
    if answer.returncode:
        raise about_output(
            answer.stdout,
            "The installer (uv) could not be fetched: is the package index within reach? "
            "What pip said is in {}.".format(LOGS / "install.log"),
        )


def uv_path():
    """Return the path of uv, installing it first if need be; renamed into place so that it is whole or absent."""
    tools = DATA / "tools" / LOCK.read_text().split("==", 1)[1].split()[0]
    if not (tools / "bin/uv").exists():
        tools.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".new-", dir=str(tools.parent)))
        try:
            install_uv(building)
            shutil.rmtree(str(tools), ignore_errors=True)
            building.rename(tools)
        finally:
            shutil.rmtree(str(building), ignore_errors=True)
    return tools / "bin/uv"


def uv_environment():
    """Return the environment for uv: the machine's certificates, and no cache in a home that cannot be written."""
    environment = dict(os.environ)
    environment.pop("VIRTUAL_ENV", None)
    environment.setdefault("UV_SYSTEM_CERTS", "true")
    environment["UV_PYTHON_INSTALL_DIR"] = str(DATA / "python")
    home = os.path.expanduser("~")
    if not os.access(os.environ.get("XDG_CACHE_HOME", home), os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(DATA / "cache"))
    return environment


def run_uv(*arguments):
    """Run uv with these arguments and return the finished process; its output is in log/install.log."""
    return run_logged([str(uv_path()), *map(str, arguments)], uv_environment())

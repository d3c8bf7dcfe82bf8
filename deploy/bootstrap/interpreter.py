"""Find the Python this project is written for, or have it fetched."""

import glob
import os
import shutil
import subprocess
import sys

from deploy.bootstrap.installer import run_uv
from deploy.bootstrap.places import DATA, ROOT
from deploy.bootstrap.trouble import Trouble

ASK_VERSION = "import sys, ssl, sqlite3, ctypes; print('%d.%d' % sys.version_info[:2])"


def wanted_version():
    """Return the version that .python-version asks for, such as "3.13"."""
    return (ROOT / ".python-version").read_text().strip()


def candidates(version):
    """Yield paths that may be that Python, likeliest first; they are not looked at yet."""
    yield sys.executable
    for name in ("python" + version, "python3", "python"):
        yield shutil.which(name)
    executable = "{}*/bin/python{}".format(version, version)
    share = os.environ.get("XDG_DATA_HOME", "~/.local/share")
    for folder in (
        os.environ.get("PYENV_ROOT", "~/.pyenv") + "/versions/",
        os.environ.get("UV_PYTHON_INSTALL_DIR", share + "/uv/python") + "/cpython-",
        "{}/python/cpython-".format(DATA),
        "/opt/python-",
        "/opt/python/",
    ):
        yield from sorted(glob.glob(os.path.expanduser(folder) + executable), reverse=True)


def is_version(path, version):
    """Tell whether the program at `path` runs and says it is `version`; a shim without a Python behind it does not."""
    try:
        answer = subprocess.run(
            [path, "-c", ASK_VERSION], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.decode().strip() == version


def find(version):
    """Return the path of an installed Python of that version, or None."""
    return next((path for path in candidates(version) if path and is_version(path, version)), None)


def fetch(version):
    """Download that Python into the data directory and return its path; raise Trouble if it cannot be had."""
    print("Fetching Python {} ...".format(version), flush=True)
    store = str(DATA / "python")
    answer = run_uv("python", "install", version, "--install-dir", store, "--no-bin")
    path = find(version) if answer.returncode == 0 else None
    if path is None:
        raise Trouble(
            "Python {0} is not on this machine and could not be downloaded: "
            "install it (for instance as python{0} on the PATH) and try again.".format(version)
        )
    return path


def find_or_fetch():
    version = wanted_version()
    return find(version) or fetch(version)

"""The virtual environments: one to run the portal, one to change it, each exactly what the locks say."""

import fcntl
import hashlib
import shutil
import sys

from deploy.bootstrap.installer import run_uv
from deploy.bootstrap.interpreter import find_or_fetch, wanted_version
from deploy.bootstrap.places import DATA, LOGS, ROOT
from deploy.bootstrap.trouble import about_output

LOCKS = {
    "venv": ("requirements.txt",),
    "venv-dev": ("requirements.txt", "requirements-dev.txt"),
}


def lock_digest(name):
    """Return a digest of all that decides what is in the environment `name`."""
    digest = hashlib.sha256(wanted_version().encode())
    for lock in LOCKS[name]:
        digest.update((ROOT / lock).read_bytes())
    return digest.hexdigest()


def is_current(name):
    """Tell whether the environment is whole and of the present locks; its marker is written last."""
    marker = DATA / name / "built-from"
    return (DATA / name / "bin/python").exists() and marker.exists() and marker.read_text() == lock_digest(name)


def build(name, folder):
    """Fill `folder` with a new environment; raise Trouble if a package cannot be had or has another hash."""
    requirements = [part for lock in LOCKS[name] for part in ("-r", ROOT / lock)]
    made = run_uv("venv", "--relocatable", "--python", find_or_fetch(), folder)
    if not made.returncode:
        print("Installing packages ...", flush=True)
        made = run_uv("pip", "install", "--python", folder / "bin/python", "--require-hashes", *requirements)
    if made.returncode:
        raise about_output(
            made.stdout,
            "The packages could not be installed: is the package index within reach? "
            "What the installer said is in {}.".format(LOGS / "install.log"),
        )
    (folder / "built-from").write_text(lock_digest(name))


def renew(name):
    """Build the environment beside the old one and put it in its place by renaming."""
    place, building, old = (DATA / (name + suffix) for suffix in ("", ".new", ".old"))
    try:
        shutil.rmtree(str(building), ignore_errors=True)
        build(name, building)
        shutil.rmtree(str(old), ignore_errors=True)
        if place.exists():
            place.rename(old)
        building.rename(place)
    finally:
        shutil.rmtree(str(building), ignore_errors=True)
        shutil.rmtree(str(old), ignore_errors=True)


def ensure(name):
    """Return the path of the Python in the environment `name`, which exists and is current afterwards."""
    if not is_current(name):
        with (DATA / (name + ".lock")).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_current(name):  # another start may have built it while this one waited
                sys.stdout.flush()
                renew(name)
    return DATA / name / "bin/python"

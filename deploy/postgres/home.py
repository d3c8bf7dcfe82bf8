"""The directory that a cluster lives in: under the data directory, or elsewhere if its account cannot get there."""

import os
import secrets
import shutil
from pathlib import Path

from deploy.bootstrap.places import DATA, write_private

ELSEWHERE = ("/var/lib", "/var/tmp")


def choose(name, account):
    """Return the directory for the cluster `name`, made if need be.

    A checkout under /root cannot be entered by the account PostgreSQL runs as. Its cluster is then kept in
    /var/lib, and the file `<name>-is-elsewhere` in the data directory says where; without it there is a new place.
    """
    here, pointer = DATA / name, DATA / f"{name}-is-elsewhere"
    if pointer.exists():
        return made(Path(pointer.read_text().strip()))
    if account.can_enter(made(here)):
        return here
    here.rmdir()
    parent = next(folder for folder in ELSEWHERE if os.access(folder, os.W_OK) and account.can_enter(folder))
    place = Path(parent) / f"school-network-{name}-{secrets.token_hex(4)}"
    write_private(pointer, f"{place}\n")
    return made(place)


def discard(name):
    """Remove the directory of the cluster `name` if it is elsewhere."""
    pointer = DATA / f"{name}-is-elsewhere"
    if pointer.exists():
        shutil.rmtree(pointer.read_text().strip(), ignore_errors=True)
        pointer.unlink()


def made(folder):
    """Make `folder` so that others may pass through it but not list it; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o711)
    return folder

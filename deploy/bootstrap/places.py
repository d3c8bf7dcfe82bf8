"""Where things are: the checkout, and everything the portal keeps."""

import os
from pathlib import Path

from deploy.bootstrap.trouble import CLOSED, Trouble

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / os.environ.get("PORTAL_DATA", "var")
LOGS = DATA / "log"


def make_data_directory():
    """Make the data directory; raise Trouble if it is not writable."""
    try:
        LOGS.mkdir(parents=True, exist_ok=True)
        trial = DATA / ".writable-{}".format(os.getpid())
        trial.touch()
        trial.unlink()
    except OSError as error:
        if error.errno not in CLOSED:
            raise
        raise Trouble(
            "{} is not writable: give this account the right to, or name another directory in PORTAL_DATA.".format(DATA)
        ) from error


def write_private(path, text):
    """Write `text` to `path` as a whole or not at all, readable for the owner only."""
    beside = path.with_name("{}.{}".format(path.name, os.getpid()))
    descriptor = os.open(str(beside), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)

"""The lock that one run of the portal holds on its data directory."""

import fcntl
import os

from deploy.bootstrap.places import DATA
from deploy.bootstrap.trouble import Trouble


def claim_run(what):
    """Return the lock file, to be kept open, saying `what` runs; raise Trouble if another run has it."""
    lock = (DATA / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise Trouble(f"The portal already runs ({lock.read().strip()}): stop that first.") from error
    lock.truncate(0)
    lock.write(f"process {os.getpid()}, {what}")
    lock.flush()
    return lock

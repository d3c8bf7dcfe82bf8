"""As whom PostgreSQL runs: as oneself, or, because it refuses root, as an account without rights."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.bootstrap.trouble import Trouble

UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """A user and group to run as; both None means the account that runs this process."""

    uid: int | None = None
    gid: int | None = None

    @property
    def identity(self):
        """Arguments for `subprocess` that run a program as this account, from a directory that all may enter."""
        if self.uid is None:
            return {"cwd": "/"}
        return {"cwd": "/", "user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path):
        """Make this account the owner of `path`."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder):
        """Tell whether this account can pass through every directory down to `folder` and into it."""
        trial = subprocess.run(["/bin/sh", "-c", 'cd "$0"', str(folder)], stderr=subprocess.DEVNULL, **self.identity)
        return trial.returncode == 0


def account_for(data):
    """Return the account for the cluster at `data`: its owner if it exists, else one that may run PostgreSQL."""
    if os.geteuid() != 0:
        return Account()
    try:
        owner = Path(data).stat().st_uid if Path(data).exists() else 0
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam(UNPRIVILEGED)
    except KeyError as error:
        raise Trouble(
            f"PostgreSQL refuses to run as root and there is no account {UNPRIVILEGED!r}: run this as another user."
        ) from error
    return Account(entry.pw_uid, entry.pw_gid)

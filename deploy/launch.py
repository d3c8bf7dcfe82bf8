#!/usr/bin/env python3
"""Run one verb of the portal (`python3 deploy/launch.py help`) in the environment it needs, making that first.

Any Python from 3.8 will do to run this file; the portal itself runs on the version in .python-version.
"""

import os
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from deploy.bootstrap.environment import ensure
from deploy.bootstrap.places import DATA, ROOT, make_data_directory
from deploy.bootstrap.trouble import Trouble, report

VERBS = {
    "start": ("venv", "deploy.start", "run the portal with its database, web server and worker"),
    "backup": ("venv", "deploy.backup", "write the embedded database to a file"),
    "restore": ("venv", "deploy.restore", "replace the embedded database by a backup"),
    "test": ("venv-dev", "deploy.run_tests", "run the whole test suite on PostgreSQL"),
    "check": ("venv-dev", "deploy.check", "check style, floors, migrations, settings and translations"),
    "bench": ("venv-dev", "deploy.bench", "measure how fast it is"),
    "screenshots": ("venv-dev", "deploy.screenshots", "photograph the pages of the running portal"),
    "messages": ("venv-dev", "deploy.messages", "bring locale/ up to date with the source"),
    "lock": ("venv-dev", "deploy.lock", "renew the locks from requirements.in and requirements-dev.in"),
}


def usage():
    lines = ["  {:<12} {}".format(verb, text) for verb, (_, _, text) in VERBS.items()]
    return "\n".join(["python3 deploy/launch.py VERB [ARGUMENT ...]", *lines])


def main(arguments):
    """Replace this process by the verb's, or print the usage."""
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(usage())
        return
    if sys.version_info < (3, 8):
        raise Trouble("This needs python3 to be Python 3.8 or newer.")
    if arguments[0] not in VERBS:
        raise Trouble("There is no verb {!r}.\n{}".format(arguments[0], usage()))
    environment, module, _ = VERBS[arguments[0]]
    make_data_directory()
    python = str(ensure(environment))
    os.chdir(str(ROOT))
    settled = dict(os.environ, PORTAL_DATA=str(DATA))
    settled.pop("PYTHONHOME", None)
    os.execve(python, [python, "-m", module, *arguments[1:]], settled)


if __name__ == "__main__":
    report(main, sys.argv[1:])

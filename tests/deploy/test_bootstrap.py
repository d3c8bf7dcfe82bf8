"""What happens before there is an environment: Python found or not, environments made, renewed and kept."""

import os
import subprocess
import sys

from deploy.bootstrap import interpreter


def ensure(checkout, **environment):
    """Ask for the environment `venv` of `checkout` as the launcher does; return the finished process."""
    code = (
        "from deploy.bootstrap import environment, trouble; trouble.report(lambda: print(environment.ensure('venv')))"
    )
    kept = {name: value for name, value in os.environ.items() if name != "PORTAL_DATA"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, env={**kept, **environment}, capture_output=True, text=True
    )


def launch(checkout, *arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name != "PORTAL_DATA"}
    return subprocess.run(
        [sys.executable, checkout / "deploy/launch.py", *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
    )


def test_environment_is_made_once_and_again_when_the_lock_changes(checkout):
    marker = checkout / "var/venv/built-from"
    assert ensure(checkout).returncode == 0
    first = marker.stat()
    assert ensure(checkout).returncode == 0
    assert (marker.stat().st_ino, marker.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)

    (checkout / "requirements.txt").write_text("# changed\n")

    assert ensure(checkout).returncode == 0
    assert marker.stat().st_ino != first.st_ino
    assert sorted(path.name for path in (checkout / "var").glob("venv*")) == ["venv", "venv.lock"]


def test_environment_without_its_marker_is_not_taken_for_whole(checkout):
    ensure(checkout)
    (checkout / "var/venv/built-from").unlink()
    (checkout / "var/venv/half").touch()

    assert ensure(checkout).returncode == 0
    assert not (checkout / "var/venv/half").exists()


def test_packages_that_cannot_be_had_leave_the_old_environment(checkout):
    ensure(checkout)
    hash_of_nothing = "0" * 64
    (checkout / "requirements.txt").write_text(f"no-such-package==1 --hash=sha256:{hash_of_nothing}\n")

    failed = ensure(checkout, UV_OFFLINE="1")

    assert failed.returncode == 1
    assert failed.stderr == (
        "The packages could not be installed: is the package index within reach? "
        f"What the installer said is in {checkout}/var/log/install.log.\n"
    )
    assert sorted(path.name for path in (checkout / "var").glob("venv*")) == ["venv", "venv.lock"]


def test_installer_that_cannot_be_had_is_told(checkout):
    (checkout / "var/tools").unlink()

    failed = launch(checkout, "start", PIP_NO_INDEX="1", PIP_FIND_LINKS="")

    assert failed.returncode == 1
    assert failed.stderr.startswith("The installer (uv) could not be fetched: is the package index within reach?")
    assert failed.stderr.count("\n") == 1
    assert list((checkout / "var/tools").iterdir()) == []


def test_python_that_cannot_be_had_is_told(checkout):
    (checkout / ".python-version").write_text("3.99\n")

    failed = launch(checkout, "start", UV_OFFLINE="1")

    assert failed.returncode == 1
    assert failed.stderr == (
        "Python 3.99 is not on this machine and could not be downloaded: "
        "install it (for instance as python3.99 on the PATH) and try again.\n"
    )
    assert not (checkout / "var/venv").exists()


def test_shim_without_a_python_behind_it_is_not_a_python(tmp_path):
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho 'python3.13: command not found' >&2; exit 127\n")
    shim.chmod(0o755)

    assert not interpreter.is_version(str(shim), "3.13")
    assert interpreter.is_version(sys.executable, interpreter.wanted_version())


def test_unwritable_data_directory_is_told(checkout):
    failed = launch(checkout, "start", PORTAL_DATA="/sys/portal")  # where even root may not

    assert failed.returncode == 1
    assert failed.stderr == (
        "/sys/portal is not writable: give this account the right to, or name another directory in PORTAL_DATA.\n"
    )


def test_full_disk_is_told(checkout):
    (checkout / "var/log/install.log").symlink_to("/dev/full")

    failed = ensure(checkout)

    assert failed.returncode == 1
    assert failed.stderr.startswith("The disk is full: free some space and try again")
    assert failed.stderr.count("\n") == 1
    assert not (checkout / "var/venv").exists()


def test_unknown_verb_is_told(checkout):
    failed = launch(checkout, "dance")

    assert failed.returncode == 1
    assert failed.stderr.startswith("There is no verb 'dance'.")

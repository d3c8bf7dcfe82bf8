"""`make test`: the whole suite, in parallel, on a real PostgreSQL that is thrown away afterwards."""

import fcntl
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from deploy import browser
from deploy.bootstrap.places import DATA, ROOT
from deploy.bootstrap.trouble import Trouble, report
from deploy.database import check_external
from deploy.postgres import home
from deploy.postgres.cluster import Cluster
from deploy.prepare import compile_translations

# What an operator may have set for a portal here must not reach the tests.
NOT_FOR_TESTS = (
    "ALLOWED_HOSTS", "AS_DATABASE_OWNER", "DATABASE_OWNER_URL",
    "EXAMPLE", "HOST", "LOG_LEVEL", "MAIL_HOST", "MAKEFLAGS", "MAKELEVEL", "MFLAGS",
    "PORT", "PORTAL_URL", "SECRET_KEY_FALLBACKS", "TRUSTED_PROXIES",
)  # fmt: skip


@contextmanager
def test_database():
    """Yield the URL of a server to make test databases on: DATABASE_URL, or an embedded one, stopped afterwards."""
    external = os.environ.get("DATABASE_URL")
    if external:
        check_external(external)
        yield external
        return
    with (DATA / "test.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Trouble("Another test run uses the test database: wait for it, or set DATABASE_URL.") from error
        cluster = Cluster.named("test-postgres", is_durable=False)
        cluster.start()
        os.environ["APP_DATABASE_URL"] = cluster.app_url  # for tests of what the role of the pages may do
        try:
            yield cluster.url
        finally:
            cluster.stop()
            if os.environ.get("CI"):  # its checkout is thrown away, and would leave behind what is elsewhere
                home.discard("test-postgres")


def browser_arguments():
    """Return pytest's arguments about the browser tests; raise Trouble if they must run and cannot."""
    found = browser.find()
    if found:
        os.environ["CHROMIUM"] = found
        return []
    if os.environ.get("BROWSER_TESTS") == "required":
        raise Trouble("BROWSER_TESTS=required, but there is no Chromium: install chromium or set CHROMIUM to its path.")
    print(
        "No Chromium found: the browser tests are NOT run (install chromium, or set CHROMIUM to its path).", flush=True
    )
    return ["-m", "not browser"]


def environment(database_url):
    """Return the environment of the tests."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_TESTS}
    return kept | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PORTAL_DATA": str(DATA / "test"),
        "SECRET_KEY": "for-tests-only-and-long-enough-to-be-taken-for-a-real-one",
    }


def run_pytest(arguments, database_url):
    """Run pytest and return its exit code; Ctrl-C is pytest's to answer, so that it can say what had failed so far."""
    is_parallel = not any(argument.startswith("-n") for argument in arguments)
    parallel = ["-n", str(os.cpu_count() or 2)] if is_parallel else []
    (DATA / "test").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pytest", *parallel, *browser_arguments(), *arguments]
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(database_url), preexec_fn=lambda: signal.signal(signal.SIGINT, previous)
    )
    try:
        return process.wait()
    finally:
        process.terminate()
        process.wait()


def end_on_request(*_):
    raise SystemExit(143)


def main(arguments):
    signal.signal(signal.SIGTERM, end_on_request)
    compile_translations()
    with test_database() as url:
        return run_pytest(arguments, url)


if __name__ == "__main__":
    report(main, sys.argv[1:])

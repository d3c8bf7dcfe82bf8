"""`make start`: the portal with all it needs, until Ctrl-C."""

import os
import secrets
import signal
import sys
import time

from deploy import founding, freshness, processes, web
from deploy.bootstrap.places import DATA, make_data_directory, write_private
from deploy.bootstrap.trouble import Trouble, report
from deploy.database import Database
from deploy.run_lock import claim_run
from deploy.service import Service

FIRST_PAGE_WITHIN = 90


class StopRequests:
    """Counts the requests to stop (Ctrl-C, SIGTERM, a closed terminal): one stops in order, a second one at once."""

    def __init__(self):
        self.count = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.note)

    def note(self, *_):
        self.count += 1

    def is_asked(self):
        return self.count > 0

    def is_hurried(self):
        return self.count > 1


def make_secret_key():
    """Make the key that signs sessions and links, once, unless the environment gives one."""
    if not os.environ.get("SECRET_KEY") and not (DATA / "secret_key").exists():
        write_private(DATA / "secret_key", secrets.token_urlsafe(50))


def settle_example():
    """Fill an empty database with the example network unless EXAMPLE says no, or the database is someone's own."""
    os.environ.setdefault("EXAMPLE", "0" if os.environ.get("DATABASE_URL") else "1")


class Run:
    """One run of the portal: its database, its services, and the order in which they come and go."""

    def __init__(self, address, requests):
        self.address = address
        self.requests = requests
        self.database = Database()
        self.web = Service("web server", web.command(address))
        self.worker = Service("background worker", [sys.executable, "manage.py", "qcluster"])

    @property
    def running(self):
        return [service.process for service in (self.worker, self.web) if service.process is not None]

    def prepare(self):
        """Bring database and files up to date in a process of its own; raise SystemExit if that fails."""
        process = processes.launch([sys.executable, "-m", "deploy.prepare"], AS_DATABASE_OWNER="1")
        try:
            while process.poll() is None and not self.requests.is_asked():
                time.sleep(0.01)
        finally:
            processes.stop([process], self.requests.is_asked)
        if process.returncode and not self.requests.is_asked():
            sys.exit(process.returncode)

    def open(self):
        """Start the web server, wait for its first page, and start the worker, which would only slow that down."""
        self.web.start()
        deadline, pause = time.monotonic() + FIRST_PAGE_WITHIN, 0.05
        while not self.requests.is_asked() and not self.address.answers():
            if not self.database.is_alive():
                self.database.start()  # says why it cannot, such as a full disk
            if self.web.has_ended() or time.monotonic() > deadline:
                raise Trouble("The web server did not come up; what it said stands above.")
            time.sleep(pause)
            pause = min(pause * 1.1, 1)
        if not self.requests.is_asked():
            self.worker.start()

    def announce(self):
        address = os.environ.get("PORTAL_URL") or self.address.url
        print(f"\nThe portal is at {address} (Ctrl-C stops it)", flush=True)
        if invitation := founding.invitation(address, self.database.url):
            print(invitation, flush=True)
        accounts = DATA / "example_accounts"
        if accounts.exists():
            print(accounts.read_text(), flush=True)

    def look_after(self):
        """Keep all running until someone asks to stop."""
        while not self.requests.is_asked():
            if not self.database.is_alive():
                print("PostgreSQL ended; it is started again.", file=sys.stderr, flush=True)
                self.database.start()
            self.web.look_after()
            self.worker.look_after()
            time.sleep(0.2)

    def go(self):
        """Run from beginning to end; whatever happens, nothing that was started stays."""
        try:
            self.database.start()
            if not freshness.is_prepared(self.database.url):
                self.prepare()
            if not self.requests.is_asked():
                self.open()
            if not self.requests.is_asked():
                self.announce()
                self.look_after()
        finally:
            processes.stop(self.running, self.requests.is_hurried)
            self.database.stop()


def main():
    requests = StopRequests()
    if "MAKELEVEL" in os.environ:
        processes.end_with(os.getppid(), signal.SIGTERM)
    address = web.Address.from_environment()
    make_data_directory()
    with claim_run(address.url):
        processes.sweep()
        address.check_free()
        make_secret_key()
        settle_example()
        Run(address, requests).go()


if __name__ == "__main__":
    report(main)

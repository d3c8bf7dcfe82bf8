"""One embedded cluster: start it or adopt the server that already runs, and stop it."""

import fcntl
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from deploy.bootstrap.trouble import Trouble, about_output
from deploy.postgres import binaries, creation, home, postmaster
from deploy.postgres.account import Account, account_for

LOG_LIMIT = 10_000_000
LAST_ONES_END_WITHIN = 30
THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def free_port():
    """Return a TCP port that nothing listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def is_free(port):
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@dataclass
class Cluster:
    """A cluster in the directory `home`, run by `account` with the programs in `programs`."""

    home: Path
    account: Account
    programs: Path
    is_durable: bool = True
    server: postmaster.Postmaster | None = None

    @classmethod
    def named(cls, name, *, is_durable=True):
        """Return the cluster `name` of the data directory; its files are made by `start`."""
        place = home.choose(name, account_for(home.DATA / name / "data"))
        account = account_for(place / "data")
        return cls(place, account, binaries.runnable(account, place), is_durable)

    @property
    def data(self):
        return self.home / "data"

    @property
    def log(self):
        return self.home / "postgres.log"

    @property
    def password(self):
        return (self.home / "password").read_text()

    @property
    def url(self):
        """The address of the started cluster for the owner of its tables, as a PostgreSQL URI, password included."""
        return self.address(creation.ROLE, self.password)

    @property
    def app_url(self):
        """The same for the role that pages and tasks use."""
        return self.address(creation.APP_ROLE, self.app_password.read_text())

    @property
    def app_password(self):
        return self.home / "password_of_app"

    def address(self, role, password):
        assert self.server is not None
        return f"postgres://{role}:{password}@127.0.0.1:{self.server.port}/{creation.ROLE}"

    @contextmanager
    def only_one_at_work(self):
        """Keep two processes from making or starting this cluster at the same moment."""
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def start(self):
        """Make the cluster if it is not there, adopt its server or start one; return True if it was started here."""
        with self.only_one_at_work():
            if not self.data.exists():
                creation.create(self.home, self.programs, self.account, self.is_durable)
            creation.check_version(self.data, binaries.MAJOR)
            adopted = postmaster.find(self.data)
            if not self.app_password.exists():
                adopted = self.add_app_role(adopted)
            if adopted:
                self.server = adopted
                self.wait_until_it_answers()
            else:
                self.launch_patiently()
        return adopted is None

    def add_app_role(self, server):
        """Make the second role in a cluster that lacks it, stopping the `server` that may run on it."""
        if server:
            server.stop()
        creation.add_app_role(self.home, self.programs, self.account, self.is_durable)

    def port(self):
        """Return the port to listen on: the one of last time, or another if that is taken."""
        file = self.home / "port"
        known = int(file.read_text()) if file.exists() else None
        if known is None or not is_free(known):
            known = free_port()
            file.write_text(str(known))
        return known

    def options(self, port):
        """Return the settings of the server; they outrank the files in the cluster."""
        settings = {
            "port": port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 100,
            "timezone": "UTC",
            "log_timezone": "UTC",
            **({} if self.is_durable else THROW_AWAY),
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def launch(self):
        """Start the server in a session of its own, out of reach of the terminal's Ctrl-C."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        port = self.port()
        with self.log.open("a") as log:
            process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, *self.options(port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self.account.identity,
            )  # fmt: skip
        return postmaster.Postmaster(process.pid, port)

    def launch_patiently(self):
        """Start the server; after a kill -9 PostgreSQL refuses until the last process of the old server has ended."""
        deadline = time.monotonic() + LAST_ONES_END_WITHIN
        while True:
            self.server = self.launch()
            try:
                return self.wait_until_it_answers()
            except Trouble as trouble:
                if "shared memory block" not in str(trouble) or time.monotonic() > deadline:
                    raise
            time.sleep(0.2)

    def wait_until_it_answers(self):
        """Return when a connection succeeds, which after a crash may take long; raise Trouble if the server ends."""
        while True:
            try:
                psycopg2.connect(self.url, connect_timeout=5).close()
            except psycopg2.OperationalError as error:
                if "password authentication failed" in str(error):
                    raise Trouble(f"The password in {self.home / 'password'} is not that of the database.") from error
            else:
                return
            if not self.is_alive():
                raise self.start_failure()
            time.sleep(0.02)

    def start_failure(self):
        """Return the Trouble for a server that ended by itself, with the last words of its log."""
        words = self.log.read_text(errors="replace").splitlines()[-20:]
        fatal = [line for line in words if "FATAL" in line or "PANIC" in line] or words or ["it said nothing"]
        return about_output("\n".join(words), f"PostgreSQL did not start ({fatal[-1].strip()}); its log is {self.log}.")

    def is_alive(self):
        return self.server is not None and self.server.is_alive()

    def stop(self):
        """Stop the server if it runs."""
        if self.server is not None:
            self.server.stop()
            self.server = None

"""The database of a run: the one in DATABASE_URL if that is set, else the embedded cluster."""

import os
import re

import psycopg2

from deploy.bootstrap.places import DATA, write_private
from deploy.bootstrap.trouble import Trouble
from deploy.postgres.cluster import Cluster

OLDEST = 15


def without_password(url):
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", url)


def check_external(url, name="DATABASE_URL"):
    """Raise Trouble unless a PostgreSQL that is new enough answers at `url`."""
    try:
        connection = psycopg2.connect(url, connect_timeout=10)
    except psycopg2.Error as error:
        reason = without_password(str(error).strip().splitlines()[-1])
        raise Trouble(f"The database in {name} ({without_password(url)}) does not answer: {reason}.") from error
    version = connection.server_version // 10_000
    connection.close()
    if version < OLDEST:
        raise Trouble(f"The database in {name} is PostgreSQL {version}; the portal needs {OLDEST} or newer.")


class Database:
    """The database of this run, started by `start` and stopped by `stop` if it is ours to stop."""

    def __init__(self):
        self.external = os.environ.get("DATABASE_URL")
        self.external_owner = os.environ.get("DATABASE_OWNER_URL")
        self.cluster = None

    @property
    def url(self):
        """The address of the started database."""
        return self.external or (DATA / "database_url").read_text()

    def start(self):
        """Make the database reachable for `manage.py`: check the external one, or start or adopt the embedded one.

        Returns True if a server was started here.
        """
        if self.external:
            check_external(self.external)
            if self.external_owner:
                check_external(self.external_owner, "DATABASE_OWNER_URL")
            return False
        self.cluster = self.cluster or Cluster.named("postgres")
        was_started = self.cluster.start()
        write_private(DATA / "database_url", self.cluster.app_url)
        write_private(DATA / "database_owner_url", self.cluster.url)
        return was_started

    def is_alive(self):
        """Tell whether the embedded server runs; of an external one nothing is known here, so that counts as alive."""
        return self.cluster is None or self.cluster.is_alive()

    def stop(self):
        if self.cluster is not None:
            self.cluster.stop()

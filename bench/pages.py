"""The portal's pages beside a bare Django page: one server, one database, real sessions, all in one run.

Each page is measured in turns with the bare page, several rounds; a `ratio` is the median over the rounds of requests
per second of the page divided by those of the bare page measured just before it. The clients run in a process of their
own and stay on this machine; what share of a processor they use, and how fast they get an answer that costs nothing,
is printed, so that one sees that they are not what is measured.
"""

import os
import statistics
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from bench import clients, server, visits

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "pue070.settings",
    "SECRET_KEY": "for-measuring-only-and-long-enough-to-be-taken-for-a-real-one",
    "PORTAL_URL": "http://127.0.0.1",
    "MAIL_HOST": "",
    "TRUSTED_PROXIES": "0",
}


@dataclass
class Page:
    """A page to measure, and what came of it, round by round."""

    name: str
    path: str
    is_public: bool
    tallies: list = field(default_factory=list)
    bare: list = field(default_factory=list)

    @property
    def ratio(self):
        pairs = zip(self.tallies, self.bare, strict=True)
        return statistics.median(page.per_second / bare.per_second for page, bare in pairs)


def pages(activity):
    """The pages to measure: those that most people open."""
    return [
        Page("public-activity", activity.get_absolute_url(), is_public=True),
        Page("public-home", "/", is_public=True),
        Page("public-agenda", "/agenda/", is_public=True),
        Page("agenda", "/agenda/", is_public=False),
        Page("start", "/mijn-start/", is_public=False),
    ]


def measure(port, measured, sessions, *, rounds, seconds):
    """Ask for each page in turns with the bare one, filling in what came of it; a first round only warms up."""
    for number in range(rounds + 1):
        for page in measured:
            bare = clients.ask(port, "/bare/", [""] * len(sessions), seconds if number else 0.3)
            cookies = [""] * len(sessions) if page.is_public else sessions
            tally = clients.ask(port, page.path, cookies, seconds if number else 0.3)
            if number:
                page.bare.append(bare)
                page.tallies.append(tally)


def queries_of(page, session):
    """How many queries one answer takes, counted in this process once everything that is kept is kept."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": "" if page.is_public else session, "host": "127.0.0.1"})
    client.get(page.path)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.path).status_code == 200, page.path
    return len(captured)


def tell(measured, queries, floor):
    """Print a table of the pages, and a line `ratio NAME 0.xx` for each."""
    middle = statistics.median
    print(f"{'page':<16} {'req/s':>7} {'p50 ms':>7} {'p99 ms':>7} {'queries':>8} {'bytes':>7} {'clients':>8}")
    bare = [tally for page in measured for tally in page.bare]
    for name, count, rows in [("nothing", 0, floor), ("bare", 1, bare)] + [
        (page.name, queries[page.name], page.tallies) for page in measured
    ]:
        print(
            f"{name:<16} {middle(row.per_second for row in rows):>7.0f} {middle(row.p50 for row in rows):>7.2f}"
            f" {middle(row.p99 for row in rows):>7.2f} {count:>8} {rows[-1].size:>7}"
            f" {middle(row.own_share for row in rows):>8.0%}"
        )
    for page in measured:
        print(f"ratio {page.name} {page.ratio:.2f}")


def tell_weight(port, page):
    weights = visits.first_view(port, page.path)
    print(f"first view of {page.name}: {sum(weights.values()) / 1000:.1f} KB in {len(weights)} files")
    for address, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"  {weight:>7} {address}")


def run(people, *, rounds, seconds, environment=ENVIRONMENT):
    """Measure on the database of this process, with sessions of `people` (addresses) of bench.network.

    Prints what came of it. `environment` is that of the server, apart from its database.
    """
    from django.utils import timezone

    from bench.network import PASSWORD, public_activity

    measured = pages(public_activity(now=timezone.now()))
    with server.running({**environment, "DATABASE_URL": database_url()}) as (port, pid):
        sessions = [visits.sign_in(port, email, PASSWORD) for email in people]
        measure(port, measured, sessions, rounds=rounds, seconds=seconds)
        floor = [clients.ask(port, "/nothing/", [""] * len(sessions), seconds)]
        tell(measured, {page.name: queries_of(page, sessions[0]) for page in measured}, floor)
        print(f"memory of a worker: {server.megabytes_of_workers(pid)[0]:.0f} MB")
        for page in measured[:2]:
            tell_weight(port, page)


def database_url():
    """The address of the database that this process is connected to."""
    from django.db import connection

    given = connection.settings_dict
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
    return f"postgres://{who}@{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"


@contextmanager
def database():
    """Set DATABASE_URL to a new database with the network in it; it goes when the measuring is done."""
    import psycopg2

    from deploy.run_tests import test_database

    with test_database() as url:
        base, _, _ = url.rpartition("/")
        name = f"bench_{os.getpid()}"
        administration = psycopg2.connect(url)
        administration.autocommit = True
        with administration.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
            os.environ["DATABASE_URL"] = f"{base}/{name}"
            try:
                yield
            finally:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepare():
    """Load Django, bring the database up to date and fill it."""
    import django

    from deploy.prepare import collect_static, compile_translations, migrate

    compile_translations()
    django.setup()
    from django.utils import timezone

    from bench.network import Size, build

    collect_static()
    print("Making the network to measure on ...", flush=True)
    migrate()
    build(Size(), now=timezone.now())


def main():
    os.environ.update(ENVIRONMENT)
    with database():
        prepare()
        from django.db import connection

        # Two school leaders, the others teachers and a specialist of other schools.
        people = [f"persoon{number}@meting.example" for number in (1, 2, 45, 100, 155, 210, 265, 320)]
        try:
            run(people, rounds=5, seconds=2)
        finally:
            connection.close()


if __name__ == "__main__":
    sys.exit(main())

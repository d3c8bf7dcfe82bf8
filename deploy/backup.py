"""`launch.py backup FILE`: the embedded database in one file, taken while the portal runs or stands still."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from deploy.bootstrap.trouble import Trouble, about_output, report
from deploy.postgres import binaries
from deploy.postgres.cluster import Cluster


@contextmanager
def embedded_cluster():
    """Yield the running embedded cluster; if it stood still it is started for this and stopped again."""
    if os.environ.get("DATABASE_URL"):
        raise Trouble("DATABASE_URL names a database of your own: use its own pg_dump and pg_restore.")
    cluster = Cluster.named("postgres")
    was_started = cluster.start()
    try:
        yield cluster
    finally:
        if was_started:
            cluster.stop()


def run(program, *arguments, **options):
    """Run a client program of PostgreSQL; raise Trouble with what it said if it fails."""
    command = [binaries.bundled() / "bin" / program, *arguments]
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)
    if answer.returncode:
        raise about_output(answer.stderr, f"{program} failed: {answer.stderr.strip()}")


def file_argument(arguments, verb):
    if len(arguments) != 1:
        raise Trouble(f"Name one file: python3 deploy/launch.py {verb} FILE")
    return Path(arguments[0]).absolute()


def dump(cluster, file):
    """Write the database of the running `cluster` to `file`, whole or not at all, readable for its owner only."""
    beside = file.with_name(f".{file.name}.part")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with open(descriptor, "wb") as target:
            run("pg_dump", "--format=custom", "--no-owner", "--no-acl", cluster.url, stdout=target)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def main(arguments):
    file = file_argument(arguments, "backup")
    with embedded_cluster() as cluster:
        dump(cluster, file)
    print(f"Written: {file}")


if __name__ == "__main__":
    report(main, sys.argv[1:])

"""`launch.py restore FILE`: put a backup in the place of the embedded database, which stays until that is complete."""

import sys

import psycopg2

from deploy import freshness
from deploy.backup import embedded_cluster, file_argument, run
from deploy.bootstrap.trouble import Trouble, report
from deploy.postgres.creation import ROLE
from deploy.run_lock import claim_run

NEW = f"{ROLE}_restored"


def execute(cluster, *statements):
    """Run statements that make, drop or rename databases, from outside the database they are about."""
    connection = psycopg2.connect(cluster.url, dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        connection.close()


def restore(cluster, file):
    """Load `file` into a database beside the present one, and put it in its place when all of it is there."""
    execute(cluster, f"DROP DATABASE IF EXISTS {NEW}", f"CREATE DATABASE {NEW}")
    try:
        address = cluster.url.removesuffix(ROLE) + NEW
        run(
            "pg_restore",
            "--no-owner",
            "--no-acl",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={address}",
            file,
        )
    except Trouble:
        execute(cluster, f"DROP DATABASE {NEW}")
        raise
    execute(cluster, f"DROP DATABASE {ROLE} WITH (FORCE)", f"ALTER DATABASE {NEW} RENAME TO {ROLE}")
    freshness.STAMP.unlink(missing_ok=True)  # so that the next start says again what each role may do


def main(arguments):
    file = file_argument(arguments, "restore")
    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    with claim_run("restoring a backup"), embedded_cluster() as cluster:
        restore(cluster, file)
    print(f"Restored from {file}; the next start brings it up to date.")


if __name__ == "__main__":
    report(main, sys.argv[1:])

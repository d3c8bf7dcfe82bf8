"""Make a new cluster: in a directory beside its place, moved there by one rename when it is complete."""

import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from deploy.bootstrap.places import write_private
from deploy.bootstrap.trouble import Trouble, about_output

ROLE = "portal"
APP_ROLE = "portal_app"
# The owner of the tables may make databases, for the tests, but is no superuser. It is for migrations and backups;
# pages and tasks use another role, which may not even change the audit trail (docs/decisions/audit-trail.md).
# The superuser `postgres` has a password nobody knows; single-user mode is the way in for whoever owns the files.
FIRST_STATEMENTS = """\
CREATE ROLE {role} LOGIN CREATEDB PASSWORD '{password}';
CREATE DATABASE {role} OWNER {role};
"""
APP_STATEMENTS = """\
CREATE ROLE {role} LOGIN;
ALTER ROLE {role} LOGIN PASSWORD '{password}';
"""


def initdb_command(programs, folder, password_file, is_durable):
    """Return the command for a cluster that needs neither the machine's locales nor ICU."""
    return [
        programs / "initdb", "--pgdata", folder, "--username", "postgres", "--pwfile", password_file,
        "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C",
        "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
        *(["--data-checksums"] if is_durable else ["--no-data-checksums", "--no-sync"]),
    ]  # fmt: skip


def run(command, account, **options):
    """Run one of PostgreSQL's programs as `account`; raise Trouble with its last line if it fails."""
    answer = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options, **account.identity
    )
    if answer.returncode:
        last = (answer.stdout.strip() or "it said nothing").splitlines()[-1]
        raise about_output(answer.stdout, f"PostgreSQL could not make its database ({last}).")


def fill(folder, programs, account, is_durable):
    """Make a cluster with the portal's role and database in the empty `folder`; return the role's password."""
    password = secrets.token_hex(24)
    password_file = Path(f"{folder}.pw")
    try:
        write_private(password_file, secrets.token_hex(24))
        account.give(password_file)
        run(initdb_command(programs, folder, password_file, is_durable), account)
    finally:
        password_file.unlink(missing_ok=True)
    tell(folder, programs, account, is_durable, FIRST_STATEMENTS.format(role=ROLE, password=password))
    return password


def tell(folder, programs, account, is_durable, statements):
    """Run statements as superuser in the cluster `folder`, of which no server runs."""
    fsync = f"fsync={'on' if is_durable else 'off'}"
    run([programs / "postgres", "--single", "-D", folder, "-c", fsync, "postgres"], account, input=statements)


def add_app_role(home, programs, account, is_durable):
    """Make the role of pages and tasks and its password, in a cluster of which no server runs.

    Clusters made by earlier versions do not have it. A statement that fails because it is there already does no harm.
    """
    password = secrets.token_hex(24)
    tell(home / "data", programs, account, is_durable, APP_STATEMENTS.format(role=APP_ROLE, password=password))
    write_private(home / "password_of_app", password)


def create(home, programs, account, is_durable):
    """Make `home/data` and `home/password`; nothing is left behind when it fails."""
    for broken_off in home.glob("data.new-*"):
        shutil.rmtree(broken_off, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="data.new-", dir=home))
    try:
        account.give(folder)
        password = fill(folder, programs, account, is_durable)
        write_private(home / "password", password)
        folder.rename(home / "data")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_version(data, major):
    """Raise Trouble if the cluster at `data` was made by another major version than `major`."""
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != major:
        raise Trouble(
            f"The database in {data} was made by PostgreSQL {made_by} and this is {major}: "
            "make a backup with the version before this one and restore it here (docs/operate.md)."
        )

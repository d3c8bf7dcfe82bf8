"""What a start does before the first page, in one process because loading Django is what takes the time."""

import hashlib
import io
import os
import shutil
import traceback
from pathlib import Path

import polib

from deploy import freshness
from deploy.bootstrap.places import DATA, LOGS, ROOT, write_private
from deploy.bootstrap.trouble import Trouble, report

ADVISORY_LOCK = 7_070_070
NEARLY_NOTHING = 20_000_000  # bytes; less than a piece of PostgreSQL's log of changes


def compile_translations():
    """Write every .mo that is older than its .po, whole or not at all; a tool of the system is not needed for it."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns <= source.stat().st_mtime_ns:
            beside = target.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(beside))
            beside.replace(target)


def static_digest(settings):
    """Return a digest of what collectstatic reads: the project's own files and the versions of the packages."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    digest.update(repr((settings.STATIC_URL, settings.STORAGES, settings.DEBUG)).encode())
    for path in sorted((ROOT / "static").rglob("*")) + sorted(ROOT.glob("network/*/static/**/*")):
        stat = path.stat()
        digest.update(f"{path}{stat.st_size}{stat.st_mtime_ns}".encode())
    return digest.hexdigest()


def collect_static():
    """Collect the static files if any changed since last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    digest = static_digest(settings)
    if not stamp.exists() or stamp.read_text() != digest:
        print("Collecting static files ...", flush=True)
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest)


def migrate():
    """Apply the migrations that the database lacks, and the triggers as the models now have them.

    Several machines may start at once; one of them does it.
    """
    from django.core.management import call_command
    from django.db import connection

    print("Bringing the database up to date ...", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        call_command("migrate", interactive=False, verbosity=0)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])  # a failure ends the session, and so the lock


def schedule_tasks():
    """Have the periodic tasks of these settings in the queue, due from now on."""
    from django.core.management import call_command

    call_command("schedule_tasks")


def load_example():
    """Load the example network into a database without data and keep what the command says about its accounts."""
    from django.conf import settings
    from django.core.management import call_command, get_commands

    if not settings.EXAMPLE_NETWORK or "load_example_network" not in get_commands():
        return
    said = io.StringIO()
    call_command("load_example_network", if_empty=True, stdout=said)
    if said.getvalue().strip():
        write_private(DATA / "example_accounts", said.getvalue())


def database_trouble(error):
    """Return the Trouble for a database that failed; the whole story goes to log/prepare.log."""
    if shutil.disk_usage(DATA).free < NEARLY_NOTHING:
        return Trouble("The disk is full: free some space and try again.")
    (LOGS / "prepare.log").write_text("".join(traceback.format_exception(error)))
    reason = str(error).strip().splitlines()[0]
    return Trouble(
        f"The database could not be brought up to date ({reason}); the whole story is in {LOGS}/prepare.log."
    )


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pue070.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error as DatabaseError
    from django.db.migrations.recorder import MigrationRecorder

    begun_with = freshness.digest()
    compile_translations()
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Trouble(f"The settings are not right: {error}") from error
    collect_static()
    try:
        migrate()
        schedule_tasks()
        load_example()
    except DatabaseError as error:
        raise database_trouble(error) from error
    freshness.note(begun_with, MigrationRecorder.Migration.objects.count())


if __name__ == "__main__":
    report(main)

"""Who may touch the audit trail, told to PostgreSQL after every migration.

Triggers write the trail as the owner of its tables. The portal itself signs in to the database as another role, which
may read the trail and nothing more. What must be possible all the same (forgetting a person, letting old events go)
is done by two functions of the database that belong to the owner, check what they are asked and write down that they
did it. Decision: docs/decisions/audit-trail.md.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from pghistory.trigger import Event
from pgtrigger import registry

SQL = Path(__file__).with_name("sql")
CONTEXT = "pghistory_context"
REMOVALS = "base_trailremoval"
OURS = """
    SELECT CASE relkind WHEN 'S' THEN 'sequences' ELSE 'tables' END AS kind, array_agg(relname::text ORDER BY relname)
    FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')
        AND pg_has_role(current_user, relowner, 'MEMBER')
    GROUP BY kind
"""
MAY_CHANGE_IT = """
    SELECT bool_or(
        pg_has_role(current_user, relowner, 'MEMBER')
        OR has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
    )
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)
"""


def forget_in_trail(person_id):
    """Blank what names a person in all events of the trail, for somebody whose account is closed.

    Which columns those are, `audited(personal=…)` says beside each model. Events, their moments and the number of the
    account stay. Returns how many events were changed; the removal is a row of `TrailRemoval`, itself in the trail.
    Raises django.db.IntegrityError while the person may still sign in: close or delete the account first, in the same
    transaction if you like.
    """
    return _asked("forget_in_trail", person_id)


def retire_trail(*, table, before):
    """Let go of the events in one table of the trail from before a moment (aware). Returns how many went.

    `table` is a name from `tables()`, or `CONTEXT` for the notes of who and where that no event needs any more: do
    that one last. Raises django.db.IntegrityError for a moment less than a year ago, or another table.
    """
    return _asked("retire_trail", table, before)


def _asked(function, *arguments):
    with connection.cursor() as cursor:
        # Not "SELECT …": pghistory hands user and request to every statement that does not begin with that word.
        places = ", ".join(["%s"] * len(arguments))
        cursor.execute(f"WITH done AS (SELECT {function}({places}) AS touched) SELECT touched FROM done", arguments)
        return cursor.fetchone()[0]


def event_models():
    """Every table of the trail, as a model, by name."""
    found = (model for model in apps.get_models() if getattr(model, "pgh_tracked_model", None))
    return sorted(found, key=lambda model: model._meta.db_table)


def tables():
    return [model._meta.db_table for model in event_models()]


def guard(*, using="default", role=None):
    """Make the trail the owner's, and let `role` (without one, that of the settings) read it and use the rest."""
    role = settings.DATABASE_ROLE if role is None else role
    with connections[using].cursor() as cursor:
        if CONTEXT not in connections[using].introspection.table_names(cursor):
            return
        cursor.execute(statements(connections[using].ops.quote_name))
        cursor.execute("SELECT current_user")
        if role and role != cursor.fetchone()[0]:
            cursor.execute(grants(cursor, connections[using].ops.quote_name, role))


def guard_after_migrating(using, **_):
    guard(using=using)


def statements(quoted):
    """The SQL that puts functions of triggers in the hands of the owner."""
    writers = [writer(f"{each.get_pgid(model)}()") for model, each in registry.registered() if isinstance(each, Event)]
    return "\n".join([(SQL / "guard.sql").read_text(), forgetting(quoted), retiring(), *writers])


def writer(function):
    """The SQL that lets a function write events as the owner, and lets nobody else hang it on a table of their own."""
    return (
        f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = public, pg_temp;"
        f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC;"
    )


def forgetting(quoted):
    """The SQL of `forget_in_trail`, with an UPDATE for every table of the trail that names people."""
    updates = []
    for event in event_models():
        for key, columns in getattr(event.pgh_tracked_model, "trail_personal", {}).items():
            blank = ", ".join(f"{quoted(column)} = ''" for column in columns)
            named = " OR ".join(f"{quoted(column)} <> ''" for column in columns)
            updates.append(
                f"UPDATE {event._meta.db_table} SET {blank} WHERE {quoted(key)} = person AND ({named});"
                "GET DIAGNOSTICS part = ROW_COUNT; touched := touched + part;"
            )
    people = apps.get_model(settings.AUTH_USER_MODEL)._meta.db_table
    return filled("forget.sql", people=people, updates="\n    ".join(updates), locks=names(locks()))


def retiring():
    unused = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} WHERE pgh_context_id = note.id)" for table in tables())
    return filled("retire.sql", tables=names(tables()), unused=unused, locks=names(locks()))


def filled(file, **parts):
    text = (SQL / file).read_text()
    for name, part in parts.items():
        text = text.replace(f"[{name}]", part)
    return text


def names(words):
    return ", ".join(f"'{word}'" for word in words)


def locks():
    """The triggers that refuse every change of an event."""
    return [trigger.get_pgid(model) for model, trigger in registry.registered(*_lock_addresses())]


def _lock_addresses():
    return [f"{model._meta.label}:append_only" for model in event_models()]


def grants(cursor, quoted, role):
    """The SQL by which `role` may do what the portal does, and only read the trail.

    It names the tables one by one: in a database of somebody's own there may be others, such as those of an extension.
    """
    cursor.execute(OURS)
    ours = {kind: ", ".join(quoted(name) for name in found) for kind, found in cursor.fetchall()}
    guarded = ", ".join([*tables(), CONTEXT, REMOVALS, "django_migrations"])
    return f"""
        GRANT USAGE ON SCHEMA public TO {quoted(role)};
        REVOKE CREATE ON SCHEMA public FROM PUBLIC, {quoted(role)};
        REVOKE ALL ON {ours["tables"]} FROM {quoted(role)};
        GRANT SELECT, INSERT, UPDATE, DELETE ON {ours["tables"]} TO {quoted(role)};
        REVOKE INSERT, UPDATE, DELETE ON {guarded} FROM {quoted(role)};
        GRANT USAGE, SELECT ON SEQUENCE {ours["sequences"]} TO {quoted(role)};
        GRANT EXECUTE ON FUNCTION forget_in_trail, retire_trail TO {quoted(role)};
    """


def is_guarded():
    """Whether the role that the portal uses can change nothing in the trail, as PostgreSQL itself tells it."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_CHANGE_IT, [[*tables(), CONTEXT]])
        return not cursor.fetchone()[0]

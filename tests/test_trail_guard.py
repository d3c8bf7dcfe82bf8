"""The role that pages and tasks use may read the audit trail, and nothing gets it further than that."""

import datetime
import json
import os
import uuid
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone
from psycopg2.errors import CheckViolation, InsufficientPrivilege

from network.base import health, trail
from network.base.models import TrailRemoval
from network.people.models import User
from network.schools.models import School
from tests.factories import FrameworkFactory, GoalFactory, SchoolFactory, UserFactory, administrator

pytestmark = pytest.mark.django_db(transaction=True)
SchoolEvent, UserEvent = apps.get_model("schools.SchoolEvent"), apps.get_model("people.UserEvent")
PASSWORD = "only-for-this-test"


@pytest.fixture(scope="session")
def role(django_db_setup, django_db_blocker):
    """Name and password of a role without any right of its own; made here where the server's role may do so."""
    given = os.environ.get("APP_DATABASE_URL")
    if given:
        yield urlsplit(given).username, urlsplit(given).password
        return
    name = f"pages_{os.getpid()}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("The role of DATABASE_URL may not make roles; set APP_DATABASE_URL.")
        cursor.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'")
    yield name, PASSWORD
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {name}; DROP ROLE {name}")


@pytest.fixture
def pages(role):
    """`pages(sql, *values)`: run a statement as the pages do, in a session of their role; returns its rows."""
    name, password = role
    trail.guard(role=name)
    place = connection.settings_dict
    with closing(
        psycopg2.connect(host=place["HOST"], port=place["PORT"], dbname=place["NAME"], user=name, password=password)
    ) as session:
        session.autocommit = True

        def run(statement, *values):
            with session.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else None

        yield run


@contextmanager
def unchanged(model):
    before = list(model.objects.order_by("pk").values())
    yield
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE {table} SET pgh_label = 'anders'",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "INSERT INTO {table} SELECT * FROM {table}",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "DROP TABLE {table}",
        "CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "SET session_replication_role = 'replica'",
        "ALTER TABLE {table} DROP COLUMN pgh_label",
        "ALTER TABLE {table} OWNER TO CURRENT_USER",
        "DROP TRIGGER {lock} ON {table}",
        "COPY {table} FROM STDIN",
    ],
    ids=lambda attempt: attempt.replace("{", "").replace("}", ""),
)
@pytest.mark.parametrize("table", ["schools_schoolevent", "people_userevent", "base_trailremovalevent"])
def test_role_of_the_pages_cannot_touch_the_trail(pages, table, attempt):
    SchoolFactory()
    locks = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = ANY(%s)"
    ((lock,),) = pages(locks, table, trail.locks())
    with unchanged(SchoolEvent), pytest.raises(InsufficientPrivilege):
        pages(attempt.format(table=table, lock=lock))


def test_no_table_of_the_trail_was_left_open(pages, role):
    may = pages(
        "SELECT relname FROM pg_class WHERE relname = ANY(%s)"
        " AND has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')",
        [*trail.tables(), trail.CONTEXT, "base_trailremoval"],
    )
    assert may == []


@pytest.mark.parametrize(
    "attempt",
    [
        "ALTER TABLE schools_school DISABLE TRIGGER ALL",
        "ALTER FUNCTION _pgtrigger_should_ignore(name) STRICT",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "UPDATE pghistory_context SET metadata = '{}'",
        "DELETE FROM django_migrations",
        """DO 'BEGIN
            EXECUTE ''SET ROLE '' || (SELECT tableowner FROM pg_tables WHERE tablename = ''pghistory_context'');
        END'""",
    ],
)
def test_role_of_the_pages_cannot_get_round_the_triggers(pages, attempt):
    with pytest.raises(InsufficientPrivilege):
        pages(attempt)


@pytest.fixture
def as_the_pages(pages, role):
    """The ORM and the pages of the portal in the database as that role, until the test ends."""
    owner = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(zip(("USER", "PASSWORD"), role, strict=True))
    yield
    connection.close()
    connection.settings_dict.update(owner)


def save(school):
    school.city = "Elders"
    school.save()


def bulk_update(school):
    school.city = "Elders"
    School.objects.bulk_update([school], ["city"])


def bulk_create(school):
    fields = {"board": school.board, "sector": school.sector, "joined_on": school.joined_on}
    School.objects.bulk_create([School(name=name, slug=name, **fields) for name in ("a", "b")])


def raw_sql(school):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schools_school SET city = 'Elders'")
        cursor.execute("DELETE FROM schools_school")


def administration(school):
    client = Client()
    client.force_login(administrator())
    fields = {"name": "Anders", "slug": school.slug, "board": school.board_id, "sector": school.sector_id}
    answer = client.post(f"/beheer/schools/school/{school.pk}/change/", fields | {"joined_on": "2020-08-01"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("write", "written"),
    [
        (save, ["update"]),
        (lambda school: School.objects.update(city="Elders"), ["update"]),
        (bulk_update, ["update"]),
        (bulk_create, ["insert", "insert"]),
        (lambda school: school.delete(), ["delete"]),
        (raw_sql, ["update", "delete"]),
        (administration, ["update"]),
    ],
    ids=["save", "update", "bulk update", "bulk create", "delete", "raw sql", "administration"],
)
def test_every_kind_of_write_of_the_pages_is_in_the_trail(as_the_pages, write, written):
    write(SchoolFactory())
    events = SchoolEvent.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(events) == ["insert", *written]


def test_what_the_pages_tie_together_is_in_the_trail(as_the_pages):
    framework = FrameworkFactory()
    framework.goals.add(GoalFactory())
    framework.goals.clear()
    events = apps.get_model("steering.FrameworkGoalEvent").objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "insert", "delete", "delete"]


def test_portal_says_that_its_trail_is_guarded(as_the_pages):
    assert trail.is_guarded()
    assert health.trail_state() == "ok"


def test_forgetting_works_for_the_pages(as_the_pages):
    person = former_colleague()
    assert trail.forget_in_trail(person.pk) == 1
    assert UserEvent.objects.get(id=person.pk).email == ""


def test_command_says_again_who_may_do_what(pages, role, settings, capsys):
    settings.DATABASE_ROLE = role[0]
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT DELETE ON schools_schoolevent TO {role[0]}")
    call_command("guard_trail")
    assert "cannot change it" in capsys.readouterr().out
    with pytest.raises(InsufficientPrivilege):
        pages("DELETE FROM schools_schoolevent")


def test_command_says_when_there_is_one_role_for_everything(settings):
    settings.DATABASE_ROLE = ""
    with pytest.raises(CommandError, match="guarded by triggers only"):
        call_command("guard_trail")


def test_ignoring_triggers_is_of_no_use_to_the_role_of_the_pages(pages):
    place = SchoolFactory()
    names = [trigger[0] for trigger in pages("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")]
    pages("SELECT set_config('pgtrigger.ignore', %s, false)", "{" + ",".join(names) + "}")
    pages("UPDATE schools_school SET city = 'Buiten om'")
    assert SchoolEvent.objects.filter(id=place.pk).order_by("pgh_id").last().city == "Buiten om"


def test_temporary_table_does_not_lead_the_trail_away(pages):
    place = SchoolFactory()
    pages("CREATE TEMPORARY TABLE schools_schoolevent (LIKE public.schools_schoolevent)")
    pages("UPDATE schools_school SET city = 'Buiten om'")
    assert SchoolEvent.objects.filter(id=place.pk).order_by("pgh_id").last().city == "Buiten om"


def test_no_event_is_made_up_with_a_table_of_ones_own(pages):
    SchoolFactory()
    ((writer,),) = pages(
        "SELECT tgfoid::regproc::text FROM pg_trigger"
        " WHERE tgrelid = 'schools_school'::regclass AND starts_with(tgname, 'pgtrigger_insert_insert_')"
    )
    pages("CREATE TEMPORARY TABLE mine (LIKE public.schools_school)")
    with unchanged(SchoolEvent), pytest.raises(InsufficientPrivilege):
        pages(f"CREATE TRIGGER mine AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION {writer}()")


def test_who_did_it_is_added_to_and_never_replaced(pages):
    SchoolFactory()
    number = str(uuid.uuid4())

    def change(**note):
        pages("SELECT set_config('pghistory.context_id', %s, false)", number)
        pages("SELECT set_config('pghistory.context_metadata', %s, false)", json.dumps(note))
        pages("UPDATE schools_school SET city = city || '.'")
        return pages("SELECT metadata FROM pghistory_context WHERE id = %s", number)[0][0]

    assert change(user=None, url="/inloggen/") == {"user": None, "url": "/inloggen/"}
    assert change(user=5, url="/inloggen/") == {"user": 5, "url": "/inloggen/"}
    assert change(user=6, url="/inloggen/") == {"user": 5, "url": "/inloggen/"}


# Forgetting


def former_colleague():
    return UserFactory(email="saar@oud.example", given_name="Saar", family_name="Oudenbosch", is_active=False)


def test_person_is_forgotten_in_the_trail(pages):
    person, other = former_colleague(), UserFactory(given_name="Blijver")
    User.objects.filter(pk=person.pk).update(given_name="Sara", can_offer="Lezen")
    assert pages("SELECT forget_in_trail(%s)", person.pk) == [(2,)]
    kept = UserEvent.objects.filter(id=person.pk).order_by("pgh_id")
    assert list(kept.values_list("pgh_label", "email", "given_name", "family_name", "can_offer")) == [
        ("insert", "", "", "", ""),
        ("update", "", "", "", ""),
    ]
    assert UserEvent.objects.get(id=other.pk).given_name == "Blijver"


def test_forgetting_is_itself_in_the_trail(pages):
    person = former_colleague()
    assert trail.forget_in_trail(person.pk) == 1
    (removal,) = TrailRemoval.objects.all()
    assert (removal.kind, removal.person, removal.event_count) == ("forgotten", person.pk, 1)
    event = apps.get_model("base.TrailRemovalEvent").objects.get()
    assert (event.pgh_label, event.person) == ("insert", person.pk)


def test_nobody_is_forgotten_who_may_sign_in(pages):
    person = UserFactory(given_name="Blijver")
    with pytest.raises(CheckViolation, match="may still sign in"):
        pages("SELECT forget_in_trail(%s)", person.pk)
    with pytest.raises(IntegrityError):
        trail.forget_in_trail(person.pk)
    assert UserEvent.objects.get(id=person.pk).given_name == "Blijver"


def test_trail_is_closed_again_after_forgetting(pages):
    person = former_colleague()
    trail.forget_in_trail(person.pk)
    with pytest.raises(InsufficientPrivilege):
        pages("UPDATE people_userevent SET email = 'x'")


# Letting old events go


def test_old_events_go_and_young_ones_stay(pages):
    old = timezone.now() - datetime.timedelta(days=800)
    school = SchoolFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, false)", ["{" + ",".join(trail.locks()) + "}"])
        cursor.execute("UPDATE schools_schoolevent SET pgh_created_at = %s", [old])
        cursor.execute("SELECT set_config('pgtrigger.ignore', '', false)")
    school.city = "Nieuw"
    school.save()
    assert pages("SELECT retire_trail('schools_schoolevent', now() - interval '2 years')") == [(1,)]
    assert list(SchoolEvent.objects.values_list("pgh_label", flat=True)) == ["update"]
    removal = TrailRemoval.objects.get()
    assert (removal.kind, removal.trail, removal.event_count) == ("retired", "schools_schoolevent", 1)


@pytest.mark.parametrize(
    ("table", "before", "why"),
    [
        ("schools_schoolevent", "now() - interval '11 months'", "at least a year"),
        ("schools_school", "now() - interval '2 years'", "no table of the trail"),
    ],
)
def test_nothing_else_goes(pages, table, before, why):
    SchoolFactory()
    with unchanged(SchoolEvent), pytest.raises(CheckViolation, match=why):
        pages(f"SELECT retire_trail('{table}', {before})")


def test_notes_that_no_event_needs_go(pages):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES"
            " (%s, '{\"user\": 1}', now() - interval '3 years', now())",
            [str(uuid.uuid4())],
        )
    assert trail.retire_trail(table=trail.CONTEXT, before=timezone.now() - datetime.timedelta(days=800)) == 1


# What /health/ and `check --deploy` can say


def test_portal_knows_whether_the_trail_is_guarded(pages):
    assert not trail.is_guarded()
    assert pages(trail.MAY_CHANGE_IT, [*trail.tables(), trail.CONTEXT]) == [(False,)]

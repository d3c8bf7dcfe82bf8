"""Queries that are built once per process and then run with other parameters.

Django writes the SQL of a queryset anew at every call, and PostgreSQL reads and plans it anew; both take several times
as long as the answer. The few queries behind every page of a signed-in person go through here: their SQL is written
once per process and planned once per connection. Everything else is a plain queryset.
Decision and figures: docs/decisions/prepared-queries.md.
"""

import datetime
import functools
import itertools
import weakref

from django.db import connections
from psycopg2.extensions import AsIs

# What stands for the first, second, … parameter while the SQL is being made. No query of the portal contains these.
FIRST_NUMBER, FIRST_YEAR = 32001, 9001


def stand_in(index, value):
    """A value of the same type that is recognised again among the parameters of the SQL."""
    match value:
        case int() if not isinstance(value, bool):
            return FIRST_NUMBER + index
        case datetime.datetime():
            return datetime.datetime(FIRST_YEAR + index, 1, 1, tzinfo=datetime.UTC)
        case datetime.date():
            return datetime.date(FIRST_YEAR + index, 1, 1)
        case str():
            return f"parameter {index} of a prepared query"
    raise TypeError(f"A prepared query takes numbers, dates, moments, text and a `Form`, not {value!r}.")


class Form:
    """Mixin of a hashable value on which the form of a query depends rather than what is put into it.

    One query is made for each value, and stays: there must be few.
    """


def type_of(value):
    """How PostgreSQL calls the type of a parameter."""
    match value:
        case int():
            return "bigint"
        case datetime.datetime():
            return "timestamptz"
        case datetime.date():
            return "date"
    return "text"


class Bound:
    """A query whose SQL stands; it behaves as the one it was made from, for the iterables of a queryset."""

    def __init__(self, prepared, params):
        self.prepared, self.params = prepared, params

    def __getattr__(self, name):
        return getattr(self.prepared.query, name)

    def get_compiler(self, using=None, connection=None, elide_empty=True):
        template, connection = self.prepared.compiler, connections[using]
        compiler = template.__class__.__new__(template.__class__)
        as_sql = functools.partial(self.as_sql, connection)
        compiler.__dict__.update(template.__dict__, connection=connection, as_sql=as_sql)
        return compiler

    def as_sql(self, connection):
        return self.prepared.statement_on(connection), self.params


class Prepared:
    """One queryset with its SQL, and the connections on which PostgreSQL has planned it."""

    numbers = itertools.count(1)

    def __init__(self, build, values):
        stand_ins = {name: stand_in(index, value) for index, (name, value) in enumerate(values.items())}
        self.queryset = build(**stand_ins)
        if self.queryset._prefetch_related_lookups:
            raise TypeError("A prepared query cannot prefetch.")
        self.query = self.queryset.query
        self.compiler = self.query.get_compiler(using=self.queryset.db)
        self.names = list(values)
        self.types = ", ".join(type_of(value) for value in values.values())
        self.name = f"prepared_{next(self.numbers)}"
        self.statement = f"EXECUTE {self.name}({', '.join(['%s'] * len(values))})" if values else f"EXECUTE {self.name}"
        self.sql, self.params = self.numbered(stand_ins, *self.compiler.as_sql())
        self.planned_on = weakref.WeakSet()

    def numbered(self, stand_ins, sql, params):
        """The SQL with $1, $2, … for our parameters; what the queryset itself put in stays as it is."""
        places = {value: AsIs(f"${index}") for index, value in enumerate(stand_ins.values(), 1)}
        replaced = [
            places.get(param, param) if isinstance(param, (int, str, datetime.date)) else param for param in params
        ]
        if missing := [name for name, value in stand_ins.items() if value not in params]:
            raise TypeError(f"These parameters do not reach the SQL as they are: {', '.join(sorted(missing))}.")
        return sql, replaced

    def statement_on(self, connection):
        """The text that runs it on a connection, where it is planned first if it was not yet."""
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        if connection.connection not in self.planned_on:
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                types = f"({self.types})" if self.types else ""
                cursor.execute(f"PREPARE {self.name} {types} AS {self.sql}", self.params)
            self.planned_on.add(connection.connection)
        return self.statement

    def run(self, values):
        source = self.queryset
        params = tuple(values[name] for name in self.names)
        rows = source.__class__(source.model, Bound(self, params), source.db)
        rows._iterable_class, rows._fetch_mode, rows._fields = (
            source._iterable_class,
            source._fetch_mode,
            source._fields,
        )
        return list(rows._iterable_class(rows))


def prepared(build):
    """Make a function from keyword parameters to a queryset into one that answers its rows as a list.

    The parameters are numbers, dates, aware moments or text, each reaching the SQL unchanged; never None and never a
    list. A value that is a `Form` gives each of its values a query of its own. What else the queryset depends on must
    be the same at every call. Raises TypeError at the first call if not.
    """
    made = {}

    @functools.wraps(build)
    def run(**values):
        form = {name: values.pop(name) for name in [*values] if isinstance(values[name], Form)}
        key = tuple(form.values())
        if key not in made:
            made[key] = Prepared(functools.partial(build, **form), values)
        return made[key].run(values)

    return run

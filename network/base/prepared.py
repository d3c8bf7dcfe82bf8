"""Queries that are built once per process and then run with other parameters.

Django writes the SQL of a queryset anew at every call, which takes several times as long as PostgreSQL needs to answer
it. The few queries behind every page of a signed-in person go through here; everything else is a plain queryset.
Decision and figures: docs/decisions/prepared-queries.md.
"""

import datetime
import functools

from django.db import connections

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
    raise TypeError(f"A prepared query takes numbers, dates, moments and text, not {value!r}.")


class Bound:
    """A query whose SQL stands; it behaves as the one it was made from, for the iterables of a queryset."""

    def __init__(self, prepared, params):
        self.prepared, self.params = prepared, params

    def __getattr__(self, name):
        return getattr(self.prepared.query, name)

    def get_compiler(self, using=None, connection=None, elide_empty=True):
        template = self.prepared.compiler
        compiler = template.__class__.__new__(template.__class__)
        compiler.__dict__.update(template.__dict__, connection=connections[using], as_sql=self.as_sql)
        return compiler

    def as_sql(self):
        return self.prepared.sql, self.params


class Prepared:
    """One queryset with its SQL, and at which places of it each parameter goes."""

    def __init__(self, build, values):
        stand_ins = {name: stand_in(index, value) for index, (name, value) in enumerate(values.items())}
        self.queryset = build(**stand_ins)
        if self.queryset._prefetch_related_lookups:
            raise TypeError("A prepared query cannot prefetch.")
        self.query = self.queryset.query
        self.compiler = self.query.get_compiler(using=self.queryset.db)
        self.sql, params = self.compiler.as_sql()
        names = {value: name for name, value in stand_ins.items()}
        self.places = [
            (names.get(param) if isinstance(param, (int, str, datetime.date)) else None, param) for param in params
        ]
        if missing := set(stand_ins) - {name for name, _param in self.places}:
            raise TypeError(f"These parameters do not reach the SQL as they are: {', '.join(sorted(missing))}.")

    def run(self, values):
        params = tuple(values[name] if name else param for name, param in self.places)
        source = self.queryset
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
    list. What else the queryset depends on must be the same at every call. Raises TypeError at the first call if not.
    """
    made = {}

    @functools.wraps(build)
    def run(**values):
        if build not in made:
            made[build] = Prepared(build, values)
        return made[build].run(values)

    return run

"""What time it is, is asked where something begins, and passed on from there.

So one request or job has one moment from beginning to end, and every rule can be tried on any day.
"""

import ast
from pathlib import Path

import pytest

NETWORK = Path(__file__).parents[1] / "network"
CLOCKS = {
    *("timezone.now", "timezone.localdate", "timezone.localtime", "now", "localdate", "localtime"),
    *("datetime.now", "datetime.today", "datetime.utcnow", "datetime.datetime.now", "datetime.datetime.today"),
    *("date.today", "datetime.date.today", "time.time", "Now", "CurrentDate"),
}
BEGINS = {"views", "tasks", "middleware", "admin", "commands"}
"""Modules and folders where a request, a job of the queue or a command begins."""
DOORS = {
    "base/once.py": "stands before every view, as middleware",
    "people/limits.py": "counts what was tried just now",
    "people/adapters.py": "the library for signing in calls it with a request",
    "people/backends.py": "fetches the person of a request, with the standing of that day",
    "people/provider.py": "the library for school accounts calls it with a request",
    "people/reauthentication.py": "asks how long ago the person of a request showed who it is",
    "people/sessions.py": "fetches the session of a request",
}
SOMETHING_BEGINS_HERE = {
    ("people/models/user.py", "standing"): "of a person who was fetched for no day",
    ("people/models/user.py", "create_superuser"): "what manage.py createsuperuser calls",
}


def dotted(node):
    """`a.b.c` of a name or attribute; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def asks_the_clock(call):
    """Whether a call asks for the present: `localdate(now)` only converts a moment that is known."""
    name = dotted(call.func)
    converts = name.rpartition(".")[2] in {"localdate", "localtime"} and (call.args or call.keywords)
    return name in CLOCKS and not converts


def asked_in(source):
    """The name of the innermost function (or "") and the line of every call that asks the clock."""

    def walk(node, function):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            function = node.name
        if isinstance(node, ast.Call) and asks_the_clock(node):
            yield function, node.lineno
        for child in ast.iter_child_nodes(node):
            yield from walk(child, function)

    return list(walk(ast.parse(source), ""))


def test_the_clock_is_asked_only_where_something_begins():
    found, used = [], set()
    for path in sorted(NETWORK.rglob("*.py")):
        name = path.relative_to(NETWORK)
        if BEGINS & {*name.parts, name.stem} or "migrations" in name.parts or str(name) in DOORS:
            continue
        for function, line in asked_in(path.read_text()):
            place = (str(name), function)
            used.add(place)
            found += [] if place in SOMETHING_BEGINS_HERE else [f"network/{name}:{line} in {function or 'the module'}"]
    assert found == []
    assert used == set(SOMETHING_BEGINS_HERE)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_asks_the_clock(door):
    assert asked_in((NETWORK / door).read_text())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f():\n    return timezone.now()", [("f", 2)]),
        ("def f():\n    return timezone.localdate()", [("f", 2)]),
        ("def f(now):\n    return timezone.localdate(now)", []),
        ("class A:\n    def g(self):\n        return [localdate() for _ in x]", [("g", 3)]),
        ("today = datetime.date.today()", [("", 1)]),
        ("at = DateTimeField(default=timezone.now)", []),
    ],
)
def test_what_counts_as_asking(source, found):
    assert asked_in(source) == found

"""Who gets what at which address: every role at every address of the portal."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.addresses import ROWS, named_patterns
from tests.world import ROLES, small_network

OWN_OF_THE_LIBRARY = ("account_", "mfa_", "admin:")


@pytest.fixture
def world(db):
    return small_network()


def answer(client, row, path, world):
    """The status as the table writes it; whatever the visit changed is undone."""
    with transaction.atomic():
        response = row.visit(client, path, world)
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return "in"
    return str(response.status_code)


@pytest.mark.parametrize("name", ROWS)
def test_every_role_gets_what_the_table_says(name, world, client_of):
    row = ROWS[name]
    path = row.path(name, world)
    given = {role: answer(client_of(world.people[role]), row, path, world) for role in ROLES}
    assert given == row.expected


def test_every_address_has_a_row():
    missing = {name for name in named_patterns() if name not in ROWS and not name.startswith(OWN_OF_THE_LIBRARY)}
    assert missing == set()

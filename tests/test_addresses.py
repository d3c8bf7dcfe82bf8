"""Who gets what at which address: every role at every address of the portal."""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.addresses import ROWS, TABLES, named_patterns
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


@pytest.mark.parametrize("room", TABLES)
def test_every_role_gets_what_the_table_says(room, world, client_of):
    clients = {role: client_of(person) for role, person in world.people.items()}
    wrong = []
    for name, row in TABLES[room].items():
        path = row.path(name, world)
        given = {role: answer(clients[role], row, path, world) for role in ROLES}
        wrong += [(name, role, given[role]) for role in ROLES if given[role] != row.expected[role]]
    assert wrong == []


def test_every_address_has_a_row():
    missing = {name for name in named_patterns() if name not in ROWS and not name.startswith(OWN_OF_THE_LIBRARY)}
    assert missing == set()


def test_every_row_has_an_address():
    assert ROWS.keys() - {"admin:index"} - set(named_patterns()) == set()


# What the libraries bring: pages of an account need a session, those that open one need a link or a half-done sign-in.


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"])
def test_second_step_asks_who_you_are_first(name, client_of, world):
    assert client_of(None).get(reverse(name)).url.startswith(reverse("account_login"))
    assert client_of(world.teacher).get(reverse(name)).status_code in {302, 404}


def test_link_of_somebody_else_opens_nothing(client_of, db):
    answer = client_of(None).get(reverse("account_reset_password_from_key", args=["1", "set-password"]))
    assert "token_fail" in answer.context_data
    assert answer.context_data["token_fail"] is True


def test_administration_is_for_administrators(client_of, world):
    path = reverse("admin:people_user_changelist")
    given = {role: client_of(person).get(path).status_code for role, person in world.people.items()}
    assert given == {**dict.fromkeys(ROLES, 404), "visitor": 302, "admin": 200}

"""What the tests of privacy share."""

import pytest

from tests.factories import PASSWORD


@pytest.fixture
def signed_in(client_of):
    """`signed_in(person)`: a browser in which this person typed the password a moment ago, as reauthentication asks."""
    from django.core.cache import cache

    cache.clear()

    def browser(person):
        client = client_of()
        client.post("/account/login/", {"login": person.email, "password": PASSWORD})
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        return client

    return browser

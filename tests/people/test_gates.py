"""What stands between logging in and the pages: the privacy statement and the second step, and never the one behind
the other for ever."""

from itertools import product
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from network.people import gates
from network.people.models import User
from tests.addresses import ROWS, named_patterns
from tests.factories import administrator, project_lead
from tests.world import small_network

pytestmark = pytest.mark.django_db

DOORS = [reverse("privacy:statement_accept"), reverse("people:security")]
"""Where somebody is sent who has to accept the statement, and who has to set up a second step."""


@pytest.fixture
def newcomer(client_of, settings):
    """A browser of somebody who has to do both."""
    settings.EXAMPLE_NETWORK = False
    return client_of(project_lead(has_to_accept=True))


@pytest.mark.parametrize("door", DOORS)
def test_the_page_to_which_one_is_sent_is_open_at_every_gate(newcomer, door, rf):
    request = rf.get(door)
    request.resolver_match = resolve(door)
    assert gates.stays_open(request)
    assert newcomer.get(door).status_code == 200


def test_from_every_address_one_comes_to_a_page_within_a_few_steps(client_of, settings):
    """Whatever is asked for, by somebody who lacks the one, the other or both: a page, or an answer that there is none,
    and never the same address twice."""
    world = small_network()
    settings.EXAMPLE_NETWORK = False
    paths = {name: row.path(name, world) for name, row in ROWS.items() if row.fields is None}
    for must_accept, (name, path) in product([True, False], sorted(paths.items())):
        User.objects.update(has_to_accept=must_accept)
        client = client_of(world.lead)
        seen = [path]
        while (answer := client.get(seen[-1])).status_code == 302:
            assert answer.url not in seen, f"{name}: round and round, {[*seen, answer.url]}"
            seen.append(answer.url)
        assert answer.status_code in {200, 403, 404, 405, 410}, name


def test_accepting_leads_on_to_the_second_step_and_no_further(newcomer):
    first = newcomer.get("/dashboard/", follow=True)
    assert first.request["PATH_INFO"] == DOORS[0]
    answer = newcomer.post(DOORS[0], {"number": "1", "next": "/dashboard/"}, follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, DOORS[1])


def test_what_stays_open_exists():
    """A page that got another name would close without anybody noticing."""
    names = set(named_patterns())
    assert names >= gates.PAGES
    assert all(any(name.startswith(room) for name in names) for room in gates.ROOMS)


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/privacy/", "/logboek/", "/leden/rollen/", "/mijn/profiel/"])
@pytest.mark.parametrize("must_accept", [True, False])
def test_the_rooms_themselves_stay_closed(client_of, settings, path, must_accept):
    settings.EXAMPLE_NETWORK = False
    client = client_of(administrator(has_to_accept=must_accept))
    assert urlsplit(client.get(path).url).path == DOORS[0 if must_accept else 1]

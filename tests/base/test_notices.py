"""Pages about the portal itself."""

import datetime

import pytest

from network.base import release
from network.base.text import breakable
from tests.factories import NetworkFactory


def lines(response):
    return response.content.decode().splitlines()


def test_security_text_says_whom_to_tell_and_until_when_it_counts(client, db):
    NetworkFactory(contact_email="netwerk@proef.example")
    response = client.get("/.well-known/security.txt")
    expires = release.RELEASED_ON + datetime.timedelta(days=360)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines(response) == [
        "Contact: mailto:netwerk@proef.example",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: http://portaal.example/.well-known/security.txt",
    ]


def test_security_text_leads_to_a_page_when_the_network_has_no_address(client, db):
    assert lines(client.get("/.well-known/security.txt"))[0] == "Contact: http://portaal.example/privacy/"


def test_security_text_counts_for_less_than_a_year():
    assert 0 < release.SECURITY_TEXT_DAYS < 365


def test_search_engines_stay_away_from_signed_in_pages(client, db):
    rules = lines(client.get("/robots.txt"))
    assert rules[0] == "User-agent: *"
    assert {"Disallow: /mijn/", "Disallow: /account/", "Disallow: /beheer/", "Disallow: /stuurgroep/"} < set(rules)
    assert "Disallow: /scholen/" not in rules


@pytest.mark.parametrize("path", ["/toegankelijkheid/", "/privacy/"])
def test_whom_to_ask_stands_on_the_page(client, path, db):
    assert "projectleider" in client.get(path).content.decode()
    NetworkFactory(contact_email="netwerk@proef.example")
    assert 'href="mailto:netwerk@proef.example"' in client.get(path).content.decode()


def test_the_accessibility_page_claims_no_more_than_was_done(client, db):
    page = client.get("/toegankelijkheid/").content.decode()
    assert "23 november 2026" in breakable(page)
    assert "Geen onafhankelijke deskundige" in page


@pytest.mark.parametrize("path", ["/toegankelijkheid/", "/privacy/", "/scholen/", "/partners/", "/robots.txt"])
def test_a_visitor_gets_no_cookie(client, path, db):
    assert not client.get(path).cookies

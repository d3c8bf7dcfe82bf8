"""A real OpenID Connect provider on this machine, and what a browser does between it and the portal."""

import re
from contextlib import contextmanager
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import oidc_provider_mock
import requests
from django.conf import settings


def app(server, **changes):
    """Settings of a provider at this address, as pue070.school_accounts makes them."""
    given = {
        "kind": "other",
        "server_url": server,
        "scope": ["openid", "profile", "email"],
        "tenants": [],
        "domains": [],
    }
    return {"provider_id": "school", "name": "De School", "client_id": "portal", "secret": "geheim",
            "settings": {**given, "fetch_userinfo": True, **changes}}  # fmt: skip


@contextmanager
def running(settings, **changes):
    """A provider that the portal knows as “school”; `changes` are of its settings. Gives its address."""
    with oidc_provider_mock.run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        configured = app(address, **changes)
        settings.SCHOOL_ACCOUNTS = [configured]
        settings.SOCIALACCOUNT_PROVIDERS = {"school": {"APPS": [configured], "OAUTH_PKCE_ENABLED": True}}
        yield address


def address_in(response):
    return unescape(re.search(r'content="0; url=([^"]+)"', response.content.decode())[1])


def consent(address, sub, claims):
    """Log in at the provider as `sub`, and give the path to which it sends the browser back."""
    parts = urlsplit(address)
    server = f"{parts.scheme}://{parts.netloc}"
    requests.put(f"{server}/users/{sub}", json=claims, timeout=5).raise_for_status()
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert f"{back.scheme}://{back.netloc}" == settings.PUBLIC_ADDRESS
    return f"{back.path}?{back.query}"


def come(client, sub, start="/account/school/school/", **claims):
    """The whole way: from the button to the first answer after coming back."""
    return client.get(consent(address_in(client.post(start)), sub, claims))


def parameters(address):
    return dict(parse_qsl(urlsplit(address).query))

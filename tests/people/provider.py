"""A real OpenID Connect provider, a process of its own on this machine, and what a browser does between it and the
portal."""

import atexit
import re
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from functools import cache
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import requests
from django.conf import settings

from deploy.postgres.cluster import free_port

STARTS_WITHIN = 30


@contextmanager
def process():
    """Run a provider as a program of its own. Gives its address."""
    address = f"http://localhost:{(port := free_port())}"
    command = [sys.executable, "-m", "oidc_provider_mock", "--host", "localhost", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            wait_for(address, program)
            yield address
        finally:
            program.kill()


def wait_for(address, program):
    give_up = time.monotonic() + STARTS_WITHIN
    while program.poll() is None and time.monotonic() < give_up:
        try:
            return requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.05)
    raise RuntimeError(f"The provider at {address} did not start.")


@cache
def shared():
    """The address of one provider for all tests of this process: each tells it anew who its people are."""
    running = ExitStack()
    atexit.register(running.close)
    return running.enter_context(process())


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
def running(settings, address="", **changes):
    """A provider that the portal knows as “school”; `changes` are of its settings. Gives its address."""
    address = address or shared()
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

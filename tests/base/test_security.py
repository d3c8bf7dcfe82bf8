"""What the browser and caches on the way are told, and what a deployment must be set to."""

import json
import os
import subprocess
import sys

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings as portal
from django.test import Client, RequestFactory

from pue070 import environment
from tests.factories import teacher

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
MISSING = "/bestaat-niet/"


def policy_of(response):
    return dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))


# Every answer


@pytest.mark.parametrize(
    "path",
    ["/scholen/", "/account/login/", "/mijn/profiel/", MISSING, "/health/", "/robots.txt", "/static/css/portal.css"],
)
def test_every_answer_tells_the_browser_what_it_may_do(client, db, path):
    response = client.get(path)
    assert policy_of(response) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_policy_allows_nothing_inline(client, db):
    policy = client.get("/scholen/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src" not in policy  # so default-src counts for scripts


def test_an_unknown_host_is_refused(client, db):
    assert client.get("/scholen/", headers={"host": "elders.example"}).status_code == 400


def test_a_form_without_its_protection_changes_nothing(db):
    person = teacher(given_name="Noor")
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    response = client.post("/mijn/profiel/wijzigen/", {"given_name": "Anders", "family_name": "x", "language": "nl"})
    person.refresh_from_db()
    assert (response.status_code, person.given_name) == (403, "Noor")


# What may be kept


@pytest.mark.parametrize("path", ["/mijn/profiel/", "/scholen/", "/beheer/", MISSING, "/account/login/"])
def test_nothing_that_was_shown_to_somebody_signed_in_is_kept(client_of, path):
    assert client_of(teacher()).get(path)["Cache-Control"] == "private, no-store"


def test_a_fault_is_not_kept_either(client_of, monkeypatch):
    client = client_of(teacher())
    client.raise_request_exception = False
    monkeypatch.setattr("network.people.views.timezone", None)
    response = client.get("/mijn/profiel/")
    assert (response.status_code, response["Cache-Control"]) == (500, "private, no-store")


def test_the_answer_that_opens_a_session_is_not_kept(client, db):
    from tests.factories import PASSWORD

    response = client.post("/account/login/", {"login": teacher().email, "password": PASSWORD})
    assert "sessionid" in response.cookies
    assert response["Cache-Control"] == "private, no-store"


# Cookies and HTTPS


def test_cookies_stay_on_this_site_and_away_from_scripts(client, db):
    from tests.factories import PASSWORD

    client.post("/account/login/", {"login": teacher().email, "password": PASSWORD})
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    token = client.cookies["csrftoken"]
    assert (token["httponly"], token["samesite"]) == (True, "Lax")


def deployed(code, said="stdout", **environment):
    """What `code` prints in a process with the real settings and this environment."""
    ended = subprocess.run(
        [sys.executable, *code],
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_OWNER_URL": "postgres://owner@127.0.0.1:1/none",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
            "SECRET_KEY": "a-long-key-for-a-check-alone-0123456789-0123456789-0123456789",
            "PORTAL_URL": "https://portaal.example",
            "MAIL_HOST": "mail.example",
            "DJANGO_SETTINGS_MODULE": "pue070.settings",
            **environment,
        },
        cwd=portal.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return getattr(ended, said)


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_a_deployment_passes_the_checks_of_django(proxies):
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    assert "no issues" in deployed(command, TRUSTED_PROXIES=proxies)


def test_one_role_for_everything_is_a_warning():
    command = ["manage.py", "check", "--deploy"]
    assert "guarded by triggers only" in deployed(command, DATABASE_OWNER_URL="", said="stderr")


NAMES_OF_COOKIES = """
from django.conf import settings
from django.utils.module_loading import import_string
messages = import_string(settings.MESSAGE_STORAGE).storage_classes[0]
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, messages.cookie_name)
"""


def test_on_https_a_browser_takes_cookies_from_this_host_alone():
    names = ["sessionid", "csrftoken", "django_language", "messages"]
    assert deployed(["-c", NAMES_OF_COOKIES]).split() == [f"__Host-{name}" for name in names]
    assert deployed(["-c", NAMES_OF_COOKIES], PORTAL_URL="http://portaal.example").split() == names


def test_on_https_cookies_are_secure_and_browsers_remember_it():
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
    names += ["SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "DEBUG", "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS"]
    code = f"import json; from django.conf import settings; print(json.dumps([getattr(settings, n) for n in {names}]))"
    values = dict(zip(names, json.loads(deployed(["-c", code])), strict=True))
    assert values == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_SSL_REDIRECT": True,
        "DEBUG": False,
        "CSRF_TRUSTED_ORIGINS": ["https://portaal.example"],
        "ALLOWED_HOSTS": ["portaal.example", "localhost", "127.0.0.1", "[::1]"],
    }


# Behind a proxy


@pytest.mark.parametrize(("proxies", "address"), [(0, "10.0.0.9"), (1, "203.0.113.7"), (2, "198.51.100.1")])
def test_the_address_of_a_visitor_is_taken_from_trusted_proxies_alone(settings, proxies, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": "192.0.2.66, 198.51.100.1, 203.0.113.7"}
    )
    assert get_adapter().get_client_ip(request) == address


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("", "http://127.0.0.1:8001"),
        ("0.0.0.0", "http://127.0.0.1:8001"),
        ("::", "http://[::1]:8001"),
        ("::1", "http://[::1]:8001"),
        ("portaal.example", "http://portaal.example:8001"),
    ],
)
def test_links_lead_to_an_address_that_one_can_go_to(monkeypatch, host, address):
    for name, value in {"PORTAL_URL": "", "HOST": host, "PORT": "8001"}.items():
        monkeypatch.setenv(name, value)
    assert environment.public_address() == address

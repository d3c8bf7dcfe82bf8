"""What every test can ask for."""

import os

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Let every test process copy a migrated database instead of running the migrations."""
    from django.db import connection

    from tests import database

    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = database.migrated()


@pytest.fixture(autouse=True)
def portal_language():
    """Every test begins in the portal's own language, whatever the one before it read."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def now():
    """This moment, aware, to the second. It freezes nothing: time-machine does."""
    from django.utils import timezone

    return timezone.now().replace(microsecond=0)


@pytest.fixture
def client_of(db):
    """`client_of(user)`: a browser in which this person is signed in; `client_of()` one of a visitor."""
    from django.test import Client

    def signed_in(user=None):
        client = Client()
        if user:
            client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def same_queries(db):
    """`same_queries(visit, add)`: fail unless `visit()` costs as many queries with 30 rows as with the first.

    `add()` makes one more row that the page shows. Returns the number of queries.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(visit):
        with CaptureQueriesContext(connection) as captured:
            answer = visit()
        assert answer.status_code == 200, f"the page answered {answer.status_code}"
        return [query["sql"] for query in captured]

    def compare(visit, add):
        add()
        queries(visit)  # whatever is fetched once per process
        with_one = queries(visit)
        for _ in range(29):
            add()
        with_many = queries(visit)
        listing = "\n".join(sql[:200] for sql in with_many)
        assert len(with_many) == len(with_one), f"{len(with_one)} became {len(with_many)} queries:\n{listing}"
        return len(with_one)

    return compare


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of this process."""
    from deploy import browser as machine

    program = machine.find()
    if not program:
        reason = "There is no Chromium: install chromium, or set CHROMIUM to its path."
        pytest.fail(reason) if os.environ.get("BROWSER_TESTS") == "required" else pytest.skip(reason)
    # Playwright's own loop runs in this thread, and Django would take every query for one from asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def judge_of_pdf():
    """The process of `tests/pdf_ua.py`, started when the first test needs it."""
    import subprocess
    import sys

    judge = [sys.executable, "-m", "tests.pdf_ua"]
    with subprocess.Popen(judge, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def wrong_with_pdf(judge_of_pdf, tmp_path):
    """`wrong_with_pdf(content)`: what PDF/UA-1 has against a document, as pairs of clause and sentence."""
    import json

    def judge(content):
        path = tmp_path / "document.pdf"
        path.write_bytes(content)
        judge_of_pdf.stdin.write(f"{path}\n")
        judge_of_pdf.stdin.flush()
        verdict = json.loads(judge_of_pdf.stdout.readline())
        assert verdict["checks"] > 20, "veraPDF looked at nothing"
        assert verdict["ok"] is not bool(verdict["wrong"])
        return verdict["wrong"]

    return judge

"""A real Chromium on a real server, with a browser of one's own for every person."""

import os

import pytest
from django.core.cache import cache

from deploy import browser as machine

SIZES = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of this process."""
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


@pytest.fixture
def page_of(chromium, live_server, client_of):
    """`page_of(user, "phone")`: a page of a browser in which this person is signed in; `page_of()` one of a visitor.

    Every browser has its own cookies. A test fails when one of its pages has an error in its console, asks for
    something that is not there, or meets an internal error.
    """
    cache.clear()  # limits on signing in
    contexts, troubles = [], []

    def opened(user=None, size="desk", scheme="light", javascript=True):
        context = chromium.new_context(
            base_url=live_server.url,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=javascript,
            **SIZES[size],
        )
        contexts.append(context)
        if user:
            session = client_of(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: message.type == "error" and troubles.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)

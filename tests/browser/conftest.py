"""A real Chromium on a real server, with a browser of one's own for every person."""

import os

import pytest
from django.core.cache import cache

SIZES = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


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

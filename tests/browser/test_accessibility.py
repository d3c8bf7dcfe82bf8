"""Every page of the portal, full of the example network: by axe, on a small screen, and without JavaScript."""

import pytest
from django.utils import timezone

from network.dashboard.example import load
from tests.addresses import ROWS
from tests.browser.checks import overflow, violations, violations_of_the_look
from tests.world import ROLES, small_network

NO_PAGES = {
    "health",
    "network_colours",
    "robots_text",
    "security_text",
    "activities:my_calendar",
    "activities:badges",
    "activities:material_download",
    "activities:personal_feed",
    "activities:everything_feed",
    "activities:group_feed",
    "activities:school_feed",
    "activities:sign_in_sheet",
    "activities:public_feed",
    "activities:participants_download",
    "activities:participants_workbook",
    "activities:activity_calendar",
    "insight:register_csv",
    "insight:register_workbook",
    "theme_meetings:certificate_example",
    "theme_meetings:evaluation_download",
    "certificates:year_download",
    "certificates:year_document",
    "certificates:certificate_document",
    "certificates:guest_document",
    "privacy_office:register_download",
    "invitations:invitation_download",
    "invitations:list_download",
    "audit:trail_download",
    "audit:trail_workbook",
    "settings:preview",
    "settings:preview_colours",
}
# Whoever sees most of a page comes first; what visitors see is visited as a visitor too.
BY_WHOM = ["visitor", "lead", "leader", "specialist", "teacher", "partner", "admin"]


def visits(world):
    """(role, path) of every page: by a visitor where that is allowed, and by one person who is signed in."""
    for name, row in ROWS.items():
        if name in NO_PAGES or row.fields is not None:
            continue
        welcome = [role for role in BY_WHOM if row.expected[role] == "200"]
        for role in ["visitor"] * ("visitor" in welcome) + [role for role in welcome if role != "visitor"][:1]:
            yield role, row.path(name, world)


@pytest.fixture
def seen(page_of, transactional_db):
    """`seen(check, size, scheme)`: what `check(page)` finds on every page, as lines that say where and as whom."""

    def look(check, **window):
        load(today=timezone.localdate(), password="niemand komt hiermee binnen")
        world = small_network()
        pages = {role: page_of(world.people[role], **window) for role in ROLES}
        found = []
        for role, path in visits(world):
            answer = pages[role].goto(path)
            assert answer.status == 200, f"{path} answered {answer.status}"
            found += [f"{role} at {path}: {line}" for line in check(pages[role])]
        return found

    return look


def test_no_page_has_a_violation(seen):
    found = seen(violations, size="desk")
    assert not found, "\n".join(found)


def test_no_page_has_a_violation_on_a_phone_in_the_dark(seen):
    found = seen(violations_of_the_look, size="phone", scheme="dark")
    assert not found, "\n".join(found)


def test_no_page_scrolls_sideways_at_320_pixels_without_javascript(seen):
    found = seen(overflow, size="narrow", javascript=False)
    assert not found, "\n".join(found)

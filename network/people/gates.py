"""What stays open to somebody who is logged in and not fully inside yet.

Two middlewares stand before every page: whoever has to accept the privacy statement goes there first
(`network.privacy.middleware`), and then whoever must have a second step to where it is set up (`people.middleware`).
Both let through what stands here, and the page to which each one sends people is among it: so they never send somebody
from the one to the other and back.
"""

PAGES = {
    "accessibility",
    "health",
    "network_colours",
    "people:prove_by_code",
    "people:security",
    "privacy",
    "privacy_version",
    "robots_text",
    "security_text",
    "set_language",
}
ROOMS = ("privacy:", "account_", "mfa_")
"""Own data and the statement; logging in and out, showing once more who one is; and the second step."""


def stays_open(request):
    """Whether the page that was asked for is one of those."""
    name = request.resolver_match.view_name or ""
    return name in PAGES or name.startswith(ROOMS)

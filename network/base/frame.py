"""What stands around every page, in pieces: only the protection of forms and the address to come back to are filled in.

Those two differ per request. They stand in the kept text as marks that `fill` replaces.
"""

import functools
from typing import NamedTuple

from django.middleware.csrf import get_token
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from network.base import navigation
from network.base.pieces import piece

PROTECTION = "<!-- protection of the form -->"
ADDRESS = "<!-- address to come back to -->"


def fill(piece, request):
    """The piece with its marks replaced for one request."""
    if PROTECTION in piece:
        piece = piece.replace(PROTECTION, protection_of(request))
    return mark_safe(piece.replace(ADDRESS, escape(request.get_full_path())))


def protection_of(request):
    """The hidden field that protects a form, made once per request: masking a token costs more than the rest."""
    if not hasattr(request, "form_protection"):
        token = get_token(request)
        request.form_protection = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    return request.form_protection


class Person(NamedTuple):
    """Whose menu stands at the top; `beside` is the organisation or role under the name."""

    name: str
    email: str
    beside: str


_top = piece("_components/top.html", keep=2048)
_footer = piece("_components/footer.html", keep=64)
_assets = piece("_components/assets.html", keep=64)


def top(*, name, logo, roles, current, is_page, person, may_enter):
    """The head of every page: the network's mark, the main menu for a set of roles and the menu of a `Person`.

    The entrance `current` (an address, or empty) is marked. Without a person there is the way in, if `may_enter`.
    """
    return _top(
        name=name,
        logo=logo,
        person=person,
        may_enter=may_enter,
        protection=PROTECTION,
        **menu(roles, current, is_page),
    )


@functools.lru_cache(maxsize=1024)
def menu(roles, current, is_page):
    return {part: tuple(items) for part, items in navigation.bar(roles, current, is_page).items()}


def footer(*, name, contact, language, is_signed_in):
    """The footer of the network. A visitor's form needs no protection and so sets no cookie."""
    protection = PROTECTION if is_signed_in else ""
    return _footer(name=name, contact=contact, language=language, protection=protection, address=ADDRESS)


def assets(*, colours):
    """Style sheets, typeface, icons and script; `colours` is the address of the network's own style sheet, or empty."""
    return _assets(colours=colours)

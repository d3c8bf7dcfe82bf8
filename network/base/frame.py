"""What stands around every page: menus and footer, rendered once for equal input and kept in this process.

The pieces are the same on page after page; only the protection of their forms and the address to come back to differ
per request. Those two stand in the kept text as marks that `fill` replaces. Everything else a piece shows is an
argument of its function, so it can never be out of date.
"""

import functools

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from network.base import navigation

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


@functools.lru_cache(maxsize=2048)
def person_menu(name, email, beside, language):
    """The menu of a signed-in person; `beside` is the organisation or role under the name."""
    return render_to_string(
        "_components/person_menu.html", {"name": name, "email": email, "beside": beside, "protection": PROTECTION}
    )


@functools.lru_cache(maxsize=64)
def footer(name, contact, language, is_signed_in):
    """The footer of the network `name`. A visitor's form needs no protection and so sets no cookie."""
    return render_to_string(
        "_components/footer.html",
        {
            "name": name,
            "contact": contact,
            "language": language,
            "protection": PROTECTION if is_signed_in else "",
            "address": ADDRESS,
        },
    )


@functools.lru_cache(maxsize=1024)
def main_menu(roles, current, is_page, language):
    """The main menu for a set of roles, with the entrance `current` marked (an address, or empty)."""
    return render_to_string("_components/navigation.html", navigation.bar(roles, current, is_page))

"""Public pages from memory, for the few seconds that they may be old."""

import functools

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

PERSONAL_COOKIES = {settings.SESSION_COOKIE_NAME, settings.MESSAGE_COOKIE_NAME}
VARIES_ON = ["Cookie", "HX-Request"]


def public_page(view):
    """Decorator of a page that looks the same to every visitor who is not signed in.

    Such a visitor gets the page as it was up to PUBLIC_PAGE_SECONDS ago, per language and full address. Whoever has a
    session, or a message waiting, and every request for a part of a page passes by. Only whole answers (200) that set
    no cookie are kept, so no redirect, error or token of a form. With 0 seconds nothing is kept.
    """

    @functools.wraps(view)
    def cached(request, *args, **kwargs):
        if not may_be_kept(request):
            return varying(view(request, *args, **kwargs))
        key = f"{get_language()}:{request.get_full_path()}"
        content = caches["pages"].get(key)
        if content is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
                return varying(response)
            content = (response.content, response.headers["Content-Type"])
            caches["pages"].set(key, content, settings.PUBLIC_PAGE_SECONDS)
        return varying(HttpResponse(content[0], content_type=content[1]))

    return cached


def may_be_kept(request):
    return (
        settings.PUBLIC_PAGE_SECONDS > 0
        and request.method in {"GET", "HEAD"}
        and not PERSONAL_COOKIES & request.COOKIES.keys()
        and "HX-Request" not in request.headers
    )


def varying(response):
    """Tell caches on the way what the answer depends on."""
    patch_vary_headers(response, VARIES_ON)
    return response

"""Who asks, and the language of every page."""

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import check_for_language, get_supported_language_variant


def person_itself(get_response):
    """Put the person of a session in the place of Django's lazy stand-in, through which every lookup would go.

    Every page of a signed-in person shows who that is, so nothing is fetched that would not have been.
    """

    def middleware(request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            request.user = get_user(request)
        return get_response(request)

    return middleware


def chosen_language(get_response):
    """Answer in the language of the account, else in the one a visitor chose, else in the portal's own.

    What the browser prefers is not asked: nearly all text is written by people, in Dutch, and a page that is the same
    for every visitor can be kept and handed out again.
    """

    def middleware(request):
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language()
        response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def language_of(request):
    """The code of the language for a request; touches the session only where there is one."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return request.user.language
    return known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")) or settings.LANGUAGE_CODE


def known(code):
    """`code` if the portal speaks it, else None."""
    try:
        return get_supported_language_variant(code, strict=True) if check_for_language(code) else None
    except LookupError:
        return None

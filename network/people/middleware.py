"""Who asks, the language of every page, and whether one may go on without a second step."""

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import check_for_language, get_supported_language_variant

from network.people.gates import stays_open
from network.people.second_step import lacks_second_step


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


class SecondStepRequired:
    """Brings whoever must have a second step and has none to where it is set up, before anything else.

    For everyone else it looks at nothing but the roles that came with the person.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        if stays_open(request) or not lacks_second_step(request):
            return None
        return redirect("people:security")

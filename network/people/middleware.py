"""The language a person chose, on every page."""

from django.conf import settings
from django.utils import translation


def chosen_language(get_response):
    """Answer a signed-in person in the language of the account; a visitor's comes from cookie or browser."""

    def middleware(request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return middleware

"""What every answer gets on its way out."""

from django.conf import settings


def private_pages(get_response):
    """Keep what belongs to a session out of every cache, also out of the browser's own after signing out.

    This stands outside all that can fail, so it holds for error pages too. Only what a view itself calls public, such
    as a style sheet, may be kept.
    """

    def middleware(request):
        response = get_response(request)
        has_session = (
            settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        )
        if has_session and "public" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware

"""What every answer gets on its way out."""

from django.conf import settings


def private_pages(get_response):
    """Keep pages of someone with a session out of every cache, also the browser's own after signing out."""

    def middleware(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware

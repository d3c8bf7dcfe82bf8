"""What every answer gets on its way out."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

OPEN_ROOMS = {"schools", "partners", "founding"}
"""Every page there is for everyone, so what a visitor does not find does not exist."""


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


class LoginRequired(LoginRequiredMiddleware):
    """Sends visitors to sign in, and back to where their work is."""

    def process_exception(self, request, exception):
        """What a visitor may not see may be there for whoever signs in: a link in a mail leads there.

        Every address of a room answers the same, whether something stands there or not, so nobody learns what exists.
        An address that the portal does not have stays 404: that is decided before any view is asked.
        """
        if not isinstance(exception, Http404) or request.method not in {"GET", "HEAD"} or request.user.is_authenticated:
            return None
        if request.resolver_match.namespace in OPEN_ROOMS:
            return None
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)

    def handle_no_permission(self, request, view_func):
        """Whoever pressed a button after the session ended comes back to the page of that button.

        The address that the button posts to often has no page of its own: to send people there after login shows them
        an error instead of their work.
        """
        page = request.headers.get("Referer", "")
        came_from_here = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
        if request.method != "POST" or not page or not came_from_here:
            return super().handle_no_permission(request, view_func)
        messages.warning(request, _("You were logged out in the meantime. Log in and press the button once more."))
        parts = urlsplit(page)
        return redirect_to_login(
            parts._replace(scheme="", netloc="", fragment="").geturl(),
            self.get_login_url(view_func),
            self.get_redirect_field_name(view_func),
        )

"""Nobody goes on without having accepted the privacy statement that asks for it."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from network.people.gates import stays_open


class AcceptanceOfStatement:
    """Sends people to the statement before the next page, once per version that asks for it.

    It costs no query: whether someone still has to accept stands on the row that every request fetches anyway. Only
    whole pages that are asked for wait; what somebody just typed and sends is never thrown away.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "GET" or "HX-Request" in request.headers:
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or stays_open(request):
            return None
        if request.user.is_authenticated and request.user.has_to_accept:
            return redirect(f"{reverse('privacy:statement_accept')}?{urlencode({'next': request.get_full_path()})}")
        return None

"""The portal with a bare Django page beside it, in the same processes and on the same database.

`/bare/` is what a page costs at the least: no middleware, one indexed SELECT through the ORM, a few bytes.
`/bare/<activity>/<person>/` is what a registration costs at the least: the same lock and the same insert. `/nothing/`
does not even reach Django: it shows how much the load generator and the web server can do. The rest is the portal.
"""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone

from pue070.wsgi import application as portal


class BareRequest(WSGIRequest):
    urlconf = __name__


class BareHandler(WSGIHandler):
    request_class = BareRequest


with override_settings(MIDDLEWARE=[]):
    bare = BareHandler()


def one_row(request):
    from network.schools.models import Theme

    theme = Theme.objects.get(slug="thema-1")
    return HttpResponse(theme.name, headers={"Content-Length": len(theme.name.encode())})


def lock_and_insert(request, activity, person):
    """What registering comes down to: hold the activity, give the seat."""
    from network.activities.models import Activity, Registration

    with transaction.atomic():
        held = Activity.objects.select_for_update().get(pk=activity)
        Registration.objects.create(activity=held, user_id=person, state="confirmed", registered_at=timezone.now())
    return HttpResponse(status=302, headers={"Content-Length": "0", "Location": "/"})


urlpatterns = [path("bare/", one_row), path("bare/<int:activity>/<int:person>/", lock_and_insert)]


def nothing(start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


def application(environ, start_response):
    if environ["PATH_INFO"].startswith("/bare/"):
        return bare(environ, start_response)
    if environ["PATH_INFO"] == "/nothing/":
        return nothing(start_response)
    return portal(environ, start_response)

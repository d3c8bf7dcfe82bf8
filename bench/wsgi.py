"""The portal with a bare Django page beside it, in the same processes and on the same database.

`/bare/` is what a page costs at the least: no middleware, one indexed SELECT through the ORM, a few bytes. `/nothing/`
does not even reach Django: it shows how much the load generator and the web server can do. The rest is the portal.
"""

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

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


urlpatterns = [path("bare/", one_row)]


def nothing(start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


def application(environ, start_response):
    match environ["PATH_INFO"]:
        case "/bare/":
            return bare(environ, start_response)
        case "/nothing/":
            return nothing(start_response)
    return portal(environ, start_response)

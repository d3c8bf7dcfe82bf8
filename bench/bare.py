"""A Django with one view that does nothing, so that what is measured is the server and not the portal."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    SECRET_KEY="x" * 50,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],  # says how long an answer is
)
urlpatterns = [path("", lambda request: HttpResponse("x" * 1000))]
application = get_wsgi_application()

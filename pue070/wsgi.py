"""The door for a WSGI web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pue070.settings")
application = get_wsgi_application()

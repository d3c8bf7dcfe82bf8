"""The portal's settings for tests: an own address, quick passwords, mail kept in memory, no collected files."""

import os

os.environ.update(PORTAL_URL="http://portaal.example", TRUSTED_PROXIES="0", MAIL_HOST="", PUBLIC_PAGE_SECONDS="0")

from pue070.settings import *  # noqa: F403
from pue070.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

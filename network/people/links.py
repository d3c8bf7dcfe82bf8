"""Addresses of this portal, by the one in the settings and never by the Host of a request."""

from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def absolute(path):
    """The full address of a path of this portal."""
    return f"{settings.PUBLIC_ADDRESS}{path}"


def is_ours(url):
    """Whether an address that came with a request stays on this portal, whatever Host the request named."""
    return url_has_allowed_host_and_scheme(
        url,
        allowed_hosts={urlsplit(settings.PUBLIC_ADDRESS).netloc},
        require_https=settings.PUBLIC_ADDRESS.startswith("https:"),
    )


def password_link(user):
    """The address where this person chooses a password: works once, and for `PASSWORD_RESET_TIMEOUT` seconds.

    It dies with a new password, a new e-mail address and the next time of signing in.
    """
    key = default_token_generator.make_token(user)
    return absolute(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key]))

"""Links for mail, made from the address of the settings and never from a request."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse


def absolute(path):
    """The full address of a path of this portal."""
    return f"{settings.PUBLIC_ADDRESS}{path}"


def password_link(user):
    """The address where this person chooses a password: works once, and for `PASSWORD_RESET_TIMEOUT` seconds.

    It dies with a new password, a new e-mail address and the next time of signing in.
    """
    key = default_token_generator.make_token(user)
    return absolute(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key]))

"""Asking once more who somebody is, before a step that touches the safety of an account.

Put `@reauthenticated` on a view. Whoever showed less than five minutes ago that it is them goes on; others are asked
for password, second step or passkey, or a code by mail when they have none of these, and then go on with what they had
posted. `allow_get=True` shows the page to everybody and asks when it is sent.
"""

import time
from functools import partial, wraps

from allauth.account import app_settings
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records

reauthenticated = partial(reauthentication_required, app="allauth.account")


def proved_by_code(request):
    """Whether the person of this request gave a code by mail, for this purpose, a short while ago."""
    records = get_authentication_records(request, request.user)
    moments = [record["at"] for record in records if record["method"] == "code" and record.get("reauthenticated")]
    return bool(moments) and time.time() - moments[-1] < app_settings.REAUTHENTICATION_TIMEOUT


def with_a_new_key(view):
    """For a view in which somebody shows who it is: then the session goes on under another key.

    Whoever knew the old one does not share in what is open from now on (OWASP ASVS 5.0, 7.2.4).
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        before = get_authentication_records(request, request.user)
        response = view(request, *args, **kwargs)
        if len(get_authentication_records(request, request.user)) > len(before):
            request.session.cycle_key()
        return response

    return wrapper

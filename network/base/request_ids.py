"""A number for every request: in its answer, in every line it logs and in the audit trail."""

import logging
import uuid
from contextlib import suppress
from contextvars import ContextVar

from django.urls import Resolver404, resolve
from pghistory.middleware import HistoryMiddleware

current = ContextVar("request_id", default="-")


def request_ids(get_response):
    """Give each request its own number; one that the browser sends is not believed."""

    def middleware(request):
        token = current.set(uuid.uuid4().hex[:12])
        try:
            response = get_response(request)
            response["X-Request-ID"] = current.get()
            return response
        finally:
            current.reset(token)

    return middleware


class WithRequestId(logging.Filter):
    """Lets a log format use `%(request_id)s`."""

    def filter(self, record):
        record.request_id = current.get()
        return True


SECRET_PARTS = {"token", "signed", "key"}
"""What the secret in an address is called, in our own addresses and in those of the library for signing in."""


def without_secrets(text, match):
    """A text about a request without the secret of the link that it came by, if its address has one."""
    for secret in [str(part) for name, part in match.kwargs.items() if name in SECRET_PARTS]:
        text = text.replace(secret, "-")
    return text


class WithoutSecrets(logging.Filter):
    """Takes secrets out of lines about a request: a log is read by more people than a mailbox."""

    def filter(self, record):
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match:
            record.msg, record.args = without_secrets(record.getMessage(), match), ()
        return True


class AuditTrail(HistoryMiddleware):
    """Notes who changed something, on which page and in which request."""

    def get_context(self, request):
        context = {**super().get_context(request), "method": request.method, "request": current.get()}
        with suppress(Resolver404):
            context["url"] = without_secrets(context["url"], resolve(request.path_info))
        return context

"""A number for every request: in its answer, in every line it logs and in the audit trail."""

import logging
import uuid
from contextvars import ContextVar

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


class AuditTrail(HistoryMiddleware):
    """Notes who changed something, on which page and in which request."""

    def get_context(self, request):
        return {**super().get_context(request), "method": request.method, "request": current.get()}

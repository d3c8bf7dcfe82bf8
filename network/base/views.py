"""Pages without a domain: health, failed form protection."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.base import health, request_ids


@login_not_required
@never_cache
@require_safe
def health_report(request):
    """200 with the state of database, queue and mail; 503 when one of them is broken. A browser gets a page."""
    report = health.report(now=timezone.now())
    status = 200 if health.is_well(report) else 503
    wants_page = request.get_preferred_type(["application/json", "text/html"]) == "text/html"
    if wants_page and report["database"] == "ok":
        return render(request, "base/health.html", {"report": report}, status=status)
    return JsonResponse(report, status=status)


def server_error(request):
    """The page for a fault of ours, with the number under which it stands in the log."""
    content = render_to_string("500.html", {"request_id": request_ids.current.get()})
    return HttpResponseServerError(content)


def csrf_failure(request, reason=""):
    """A form whose protection had run out, mostly because one logged in again in another tab.

    A form of our own page (its Origin says so) is offered again with all that was typed, files and passwords left out.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    kept = list(_typed(request.POST)) if ours else []
    return render(request, "403_csrf.html", {"kept": kept}, status=403)


def _typed(data):
    for name, values in data.lists():
        if name != "csrfmiddlewaretoken" and "password" not in name:
            yield from ((name, value) for value in values)

"""Pages without a domain: health, failed form protection."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.base import health


@login_not_required
@never_cache
@require_safe
def health_report(request):
    """200 with the state of database, queue and mail; 503 when one of them is broken."""
    report = health.report(now=timezone.now())
    return JsonResponse(report, status=200 if set(report.values()) == {"ok"} else 503)


def csrf_failure(request, reason=""):
    """The form was open for too long or the browser sent no cookie. Says what to do; the browser keeps the text."""
    return render(request, "403_csrf.html", status=403)

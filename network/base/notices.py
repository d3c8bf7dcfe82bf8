"""Pages about the portal itself: accessibility, security.txt and robots.txt."""

import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.base import release
from network.base.caching import public_page


@login_not_required
@require_safe
@public_page
def accessibility(request):
    return render(request, "base/accessibility.html", {"tested_on": release.ACCESSIBILITY_TESTED_ON})


@login_not_required
@require_safe
@public_page
def security_text(request):
    """Whom to tell about a hole in the portal (RFC 9116)."""
    expires = release.RELEASED_ON + datetime.timedelta(days=release.SECURITY_TEXT_DAYS)
    context = {"address": settings.PUBLIC_ADDRESS, "expires": f"{expires.isoformat()}T00:00:00Z"}
    return render(request, "base/security.txt", context, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@public_page
def robots_text(request):
    """Which pages are no use to a search engine, because one must sign in first (RFC 9309)."""
    return render(request, "base/robots.txt", content_type="text/plain; charset=utf-8")

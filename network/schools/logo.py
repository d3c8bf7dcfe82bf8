"""The logo of the network, for everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from network.schools.models import Logo


@login_not_required
@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def network_logo(request, digest):
    """Its address changes with the picture, so browsers may keep it for ever; it can do nothing but be shown."""
    logo = get_object_or_404(Logo, digest=digest)
    headers = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline; filename=logo.webp",
    }
    return HttpResponse(bytes(logo.content), content_type="image/webp", headers=headers)

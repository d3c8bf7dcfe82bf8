"""The logo of the network, for everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_safe

from network.schools.models import Logo


@login_not_required
@require_safe
def network_logo(request, digest):
    """Its address changes with the picture, so browsers may keep it for ever; it can do nothing but be shown."""
    logo = Logo.objects.filter(digest=digest).first()
    if not logo:
        return HttpResponseNotFound()  # not a page to sign in on, as for other addresses
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline; filename=logo.webp",
    }
    return HttpResponse(bytes(logo.content), content_type="image/webp", headers=headers)

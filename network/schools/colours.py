"""The style sheet with the network's own two colours; it comes after the portal's and takes its place."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from network.base import colours
from network.schools.models import Network


@login_not_required
@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def network_colours(request):
    """Its address changes with the colours (`Network.stylesheet_url`), so browsers may keep it for ever."""
    network = Network.objects.here()
    return HttpResponse(colours.stylesheet(*network.colours), content_type="text/css")

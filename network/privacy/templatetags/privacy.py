"""What the administration shows of privacy: `{% load privacy %}`."""

from django import template

from network.privacy.models import Breach

register = template.Library()


@register.simple_tag
def unreported_breaches():
    """Data breaches whose clock runs, the oldest first."""
    return Breach.objects.unreported().order_by("discovered_at", "pk")

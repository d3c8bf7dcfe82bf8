"""What `manage.py check --deploy` says besides Django's own checks."""

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def trail_has_an_owner(app_configs, **kwargs):
    """Warn when pages and tasks use the role that owns the audit trail: then only triggers stand in the way."""
    if settings.DATABASE_ROLE:
        return []
    return [
        checks.Warning(
            "The audit trail is guarded by triggers only: the role of DATABASE_URL owns its tables.",
            hint="Set DATABASE_OWNER_URL, and let DATABASE_URL name a role that owns nothing (docs/operate.md).",
            id="portal.W001",
        )
    ]

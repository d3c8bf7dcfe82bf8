"""Say again who may touch the audit trail; a migration does it by itself."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from network.base import trail


class Command(BaseCommand):
    help = "Let the role of DATABASE_URL use the portal's tables, and only read the audit trail. Runs as the owner."

    def handle(self, **options):
        if not settings.DATABASE_ROLE:
            raise CommandError(
                "The portal has one role for everything: the audit trail is guarded by triggers only. Set"
                " DATABASE_OWNER_URL to the owner of the tables and DATABASE_URL to another role (docs/operate.md)."
            )
        trail.guard()
        self.stdout.write(f"{settings.DATABASE_ROLE} may read the audit trail and cannot change it.")

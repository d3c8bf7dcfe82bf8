"""Remove what is no longer needed, by the terms of the registry."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from network.privacy import retention, tasks


class Command(BaseCommand):
    help = "Remove everything whose term is over. The queue does this every day; --dry-run only says what would go."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Remove nothing; say how many rows would go.")

    def handle(self, *, dry_run, **options):
        if not dry_run:
            self.stdout.write(f"{tasks.forget_expired()} rows are gone.")
            return
        for line in retention.overview(now=timezone.now()):
            self.stdout.write(f"{line.rows:>6}  {line.name}: {line.words}")

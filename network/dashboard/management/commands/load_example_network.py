"""Fill an empty portal with a network to look at."""

import datetime
import os
import secrets

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network.dashboard.example import load
from network.people.models import User
from network.schools.models import School

ACCOUNTS = {
    "project lead": "projectleider",
    "school leader": "schoolleider",
    "teacher": "leraar",
    "partner": "partner",
    "administrator": "beheerder",
}
OTHER_LEADERS = [f"schoolleider{number}" for number in range(2, 8)]
SYLLABLES = [first + vowel for first in "bdfghjklmnprstvwz" for vowel in "aeiou"]


def spoken_password():
    """A password that one can say aloud: three words of three syllables and a number, worth about 62 bits."""
    words = ["".join(secrets.choice(SYLLABLES) for _ in range(3)) for _ in range(3)]
    return "-".join([*words, str(secrets.randbelow(90) + 10)])


class Command(BaseCommand):
    help = "Fill an empty portal with an example network: invented schools and people, a year around today."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="Do nothing, quietly, when there is data already.")
        parser.add_argument(
            "--today",
            type=datetime.date.fromisoformat,
            help="Place the example around this date (2027-03-28) instead of today.",
        )

    def handle(self, *, if_empty, today, **options):
        if User.objects.exists() or School.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "There are people or schools in this portal already, so the example network was not loaded."
                " Nothing has changed. Use an empty database for it."
            )
        password = os.environ.get("EXAMPLE_PASSWORD") or spoken_password()
        made = load(today=today or timezone.localdate(), password=password)
        self.stdout.write(announcement(made, password))


def announcement(made, password):
    """What to sign in with."""
    accounts = [f"  {made.people[key].email:<34} {role}" for role, key in ACCOUNTS.items()]
    leaders = [f"  {user.email:<34} {made.homes[user.pk]['school']}" for user in map(made.people.get, OTHER_LEADERS)]
    return "\n".join(
        [
            "The example network is ready: invented schools and people. Sign in as",
            *accounts,
            "or, to see another school, as its leader",
            *leaders,
            f"Password for all of them: {password}",
        ]
    )

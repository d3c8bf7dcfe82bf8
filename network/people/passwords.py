"""What a password may not be made of."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.schools.models import Network

TRIED_FIRST = {"wachtwoord", "password", "welkom", "welcome", "portaal", "portal", "netwerk", "network", "school"}
LEAST_OF_ONES_OWN = 6


class MoreThanKnownWords:
    """Refuses a password of which little is left without the words that anybody would try here first.

    Those are the ones above, and the words in the names of the network and of the portal's host (OWASP ASVS 5.0,
    6.2.11).
    """

    def validate(self, password, user=None):
        rest = given = re.sub(r"[\W_]", "", password.lower())
        for word in sorted(known_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != given and len(rest) < LEAST_OF_ONES_OWN:
            raise ValidationError(_("This password is little more than words that everybody here knows."))

    def get_help_text(self):
        return ""


def known_words():
    names = f"{Network.objects.here().name} {urlsplit(settings.PUBLIC_ADDRESS).hostname}"
    return TRIED_FIRST | {word for word in re.split(r"[\W_]+", names.lower()) if len(word) > 3}

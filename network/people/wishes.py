"""Mail that one may do without, and the way out of it in every such mail.

All other mail is service: about one's own account or registration, or a task that only this person has.
"""

import enum

from django.core import signing
from django.urls import reverse

from network.people.links import absolute

SALT = "network.people.wishes"


class Wish(enum.Enum):
    """A kind of mail; its value is the field of the account that says whether it is wanted."""

    INVITATIONS = "wants_invitations"
    REMINDERS = "wants_reminders"
    DECISIONS = "wants_decisions"

    @property
    def field(self):
        return self.value

    def is_of(self, person):
        return getattr(person, self.field)


def stop_link(person, wish):
    """The address that ends this kind of mail without logging in (RFC 8058). It is signed and does nothing else."""
    return absolute(reverse("entry:stop_mail", args=[signing.dumps([person.pk, wish.name], salt=SALT)]))


def read_stop_link(signed):
    """Key of the person and the wish of a `stop_link`. Raises BadSignature or KeyError for anything else."""
    pk, name = signing.loads(signed, salt=SALT)
    return pk, Wish[name]

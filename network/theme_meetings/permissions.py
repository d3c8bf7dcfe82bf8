"""Who may do what with the certificates of a theme meeting, beside what holds for every activity."""

from network.activities import permissions


def can_certify(user, meeting):
    """Organisers who may read what it is about: that stands on the certificate."""
    return permissions.can_edit(user, meeting)

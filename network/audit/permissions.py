"""Who reads the audit trail."""


def can_read_trail(user):
    """An administrator, who answers for what happens with accounts and settings. It shows nobody's confidences."""
    return user.standing.administers

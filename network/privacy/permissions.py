"""Who looks after the privacy of everyone."""


def guards_privacy(user):
    """Administrators, who run the portal, and the project lead, who answers for what the network does with data."""
    return user.is_authenticated and (user.standing.administers or user.standing.leads_project)

"""Who sees and who manages what of the schools and the network."""


def can_see_people(user):
    """Whether someone sees who work at a school. A contact of a funder does not: it sees totals, never persons."""
    return user.is_authenticated and user.standing.sees_people


def can_manage_network(user):
    """Name and look of the network, its norms, themes, holidays, schools and boards.

    The project lead, whose network it is, and the administrator, who answers for the settings.
    """
    return user.standing.leads_project or user.standing.administers

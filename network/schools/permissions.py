"""Who sees what of a school."""


def can_see_people(user):
    """Whether someone sees who work at a school. A contact of a funder does not: it sees totals, never persons."""
    return user.is_authenticated and user.standing.sees_people

"""Who sees and who manages what of the schools and the network."""


def can_see_people(user):
    """Whether someone sees who work at a school. A contact of a funder does not: it sees totals, never persons."""
    return user.is_authenticated and user.standing.sees_people


def can_bring_people(user, school):
    """Whether someone invites colleagues to a school and says who works there: its leader and the project lead."""
    return user.is_authenticated and (user.standing.leads_project or school.pk in user.standing.led_school_ids)


def can_tell_about(user, school):
    """Who writes what a school says about itself: its leader, or the project lead on its behalf; not an administrator,
    who manages settings and no content.
    """
    return can_bring_people(user, school)


def can_manage_network(user):
    """Name and look of the network, its norms, themes, holidays, schools and boards.

    The project lead, whose network it is, and the administrator, who answers for the settings.
    """
    return user.standing.leads_project or user.standing.administers

"""Who sees what of a partner."""


def can_see_grants(user, partner):
    """Whether someone sees the grants of a funder: the project lead, and that funder itself."""
    return user.is_authenticated and (user.standing.leads_project or partner.pk in user.standing.partner_ids)

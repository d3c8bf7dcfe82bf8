"""Who may do what with a working group: its members run it, and the project lead may too."""

from network.people.standing import standing_of


def can_start_group(user):
    """The project lead makes and ends working groups, as the steering group agreed."""
    return standing_of(user).leads_project


def can_end_group(user):
    return can_start_group(user)


def can_run_group(user, group, *, on):
    """Members of today and the project lead: change what stands on its page, and plan its activities."""
    return standing_of(user).leads_project or group.memberships.of(user, on=on).exists()


def can_see_members(user, group, *, on):
    """Who is in it. A contact of a funder sees persons only in a group that the contact sits in too."""
    return standing_of(user).sees_people or group.memberships.of(user, on=on).exists()


def can_manage_members(user, group, *, on):
    """Whoever leads the group, and the project lead: add people, say who leads it, note who leaves."""
    return standing_of(user).leads_project or group.memberships.of(user, on=on).filter(is_chair=True).exists()


def can_end_membership(user, membership, *, on):
    """As managing members; and everyone may leave a group."""
    return membership.user_id == user.pk or can_manage_members(user, membership.group, on=on)

"""Who may do what in the steering room: one question with a name each.

The steering group is the school leaders and those who stand in for them; the project lead works beside it.
"""

from network.people.standing import standing_of


def can_steer(user):
    """Sits in the steering group, or leads the project: sees frameworks in the making and every school's position."""
    standing = standing_of(user)
    return standing.sits_in_steering_group or standing.leads_project


# Frameworks


def can_propose_framework(user):
    """School leaders, their stand-ins and the project lead."""
    return can_steer(user)


def can_write_framework(user):
    """Whoever may propose one may write one."""
    return can_propose_framework(user)


def can_edit_version(user, version):
    """The steering group and the project lead together write a draft; from the proposal on the text stays as it is."""
    return version.is_draft and can_write_framework(user)


def can_propose_version(user, version):
    return version.is_draft and can_propose_framework(user)


def can_withdraw_version(user, version):
    """Its writer, whoever proposed it, and the project lead; until it is adopted."""
    mine = user.pk in {version.written_by_id, version.proposed_by_id}
    return (version.is_draft or version.is_proposed) and (standing_of(user).leads_project or (mine and can_steer(user)))


def can_rewrite_version(user, version):
    """Taking a proposal back to write it anew: as withdrawing."""
    return version.is_proposed and can_withdraw_version(user, version)


def can_extend_term(user, version):
    """Giving the schools more time: as withdrawing."""
    return version.is_proposed and can_withdraw_version(user, version)


def can_start_version(user):
    return can_write_framework(user)


# Positions and adoption


def can_see_positions(user):
    """What each school thinks and why stays within the steering group and the project lead."""
    return can_steer(user)


def can_give_position(user, version, school_id, *, on):
    """The leader or stand-in of that school, until the last day is over."""
    return version.takes_positions(on=on) and school_id in standing_of(user).voice_school_ids


def can_remind(user, version, *, on):
    return version.takes_positions(on=on) and standing_of(user).leads_project


def can_adopt(user, version):
    return version.is_proposed and standing_of(user).leads_project


# Vision and goals


def can_give_endorsement(user, school_id):
    return school_id in standing_of(user).voice_school_ids


def can_see_endorsements(user):
    """Schools show each other how far they are; partners and funders see how many."""
    standing = standing_of(user)
    return standing.belongs_to_a_school or standing.leads_project


def can_write_vision(user):
    """The project lead keeps the shared vision and the goals, as the steering group agreed on them."""
    return standing_of(user).leads_project

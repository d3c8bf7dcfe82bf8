"""Who looks after who belongs where."""

from network.people.models import Appointment, Membership
from network.people.standing import Role, standing_of

OF_A_SCHOOL = [Role.TEACHER, Role.SPECIALIST, Role.SCHOOL_LEADER]
OF_A_PARTNER = [Role.PARTNER_CONTACT, Role.SPECIALIST]
OF_THE_OWN_SCHOOL = [Role.TEACHER, Role.SPECIALIST]


def looks_after_members(user):
    """The project lead for the whole network, a school leader for the own school."""
    standing = standing_of(user)
    return standing.leads_project or bool(standing.led_school_ids)


def looks_after_school(user, school):
    standing = standing_of(user)
    return standing.leads_project or school.pk in standing.led_school_ids


def looks_after_partner(user, partner):
    return standing_of(user).leads_project


def looked_after_by(user):
    """The memberships that a person may change: the road from a request to one of them."""
    standing = standing_of(user)
    if standing.leads_project:
        return Membership.objects.all()
    return Membership.objects.filter(school__in=standing.led_school_ids)


def can_end(user, membership):
    """A school leader ends what the leader may give, and the own function; not that of another leader."""
    standing = standing_of(user)
    if standing.leads_project or membership.user_id == user.pk:
        return True
    return membership.school_id in standing.led_school_ids and membership.function != Role.SCHOOL_LEADER


def can_move(user, membership):
    """Only the project lead: a move brings somebody into a school that is another leader's."""
    return standing_of(user).leads_project and membership.school_id is not None


def can_name_stand_in(membership):
    return membership.school_id is not None and membership.function != Role.SCHOOL_LEADER


def functions_to_give(user, *, partner=False):
    """A school leader makes nobody school leader: the project lead does, so a school has the leader it should."""
    if partner:
        return OF_A_PARTNER
    return OF_A_SCHOOL if standing_of(user).leads_project else OF_THE_OWN_SCHOOL


def can_see_offices(user):
    standing = standing_of(user)
    return standing.leads_project or standing.administers


def can_give_offices(user):
    """See docs/decisions/who-gives-which-office.md."""
    return can_see_offices(user)


def can_end_appointment(user, appointment):
    """The project lead both offices, an administrator that of an administrator."""
    standing = standing_of(user)
    is_administrator = appointment.office == Appointment.Office.ADMINISTRATOR
    return standing.leads_project or (standing.administers and is_administrator)


def can_hand_over(user):
    return standing_of(user).leads_project

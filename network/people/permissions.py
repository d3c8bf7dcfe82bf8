"""Who may let whom in."""

from network.partners.models import Partner
from network.people.models import Membership
from network.people.standing import standing_of
from network.schools.models import School

Function = Membership.Function
COLLEAGUES = (Function.TEACHER, Function.SPECIALIST)
"""Whom a school leader invites. A second leader would speak for the school too; that is for the project lead."""


def can_invite(user):
    """The project lead, and the leader of a school."""
    standing = standing_of(user)
    return standing.leads_project or bool(standing.led_school_ids)


def functions_open_to(user):
    return tuple(Function) if standing_of(user).leads_project else COLLEAGUES


def schools_open_to(user, *, on):
    """The schools to which this person may invite people."""
    schools = School.objects.taking_part(on=on)
    standing = standing_of(user)
    return schools if standing.leads_project else schools.filter(pk__in=standing.led_school_ids)


def partners_open_to(user, *, on):
    return Partner.objects.taking_part(on=on) if standing_of(user).leads_project else Partner.objects.none()


def may_invite_to(user, *, function, school, partner):
    """Whether this person may invite someone in this function there, or send or revoke such an invitation."""
    standing = standing_of(user)
    if standing.leads_project:
        return True
    return partner is None and school.pk in standing.led_school_ids and function in COLLEAGUES


def can_manage_invitation(user, invitation):
    place = {"school": invitation.school, "partner": invitation.partner}
    return may_invite_to(user, function=invitation.function, **place)


def is_vouched_for(invitation):
    """Whether whoever sent an invitation may still do so. It counts no longer than that person's right to invite,
    however that ended: by a last day that came, a closed account, an office that went to somebody else."""
    inviter = invitation.invited_by
    return inviter.is_active and can_manage_invitation(inviter, invitation)


def can_answer_requests(user):
    """Requests to join are answered by the project lead."""
    return standing_of(user).leads_project


def fits(function, *, school, partner):
    """Whether a function exists at such an organisation (as the database demands of a membership)."""
    if partner:
        return function in {Function.PARTNER_CONTACT, Function.SPECIALIST}
    return function != Function.PARTNER_CONTACT

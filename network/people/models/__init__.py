from network.people.models.invitation import Invitation
from network.people.models.invitation_list import InvitationList, InvitationRow
from network.people.models.join_request import JoinRequest
from network.people.models.membership import Appointment, Membership
from network.people.models.session import Session
from network.people.models.user import User
from network.people.models.ways_in import LinkedAccount, SecondStep

__all__ = [
    "Appointment",
    "Invitation",
    "InvitationList",
    "InvitationRow",
    "JoinRequest",
    "LinkedAccount",
    "Membership",
    "SecondStep",
    "Session",
    "User",
]

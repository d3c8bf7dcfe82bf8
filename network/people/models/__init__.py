from network.people.models.membership import Appointment, Membership
from network.people.models.session import Session
from network.people.models.user import User

__all__ = ["Appointment", "Membership", "Session", "User"]

from network.people.models.membership import Appointment, Membership
from network.people.models.user import User

__all__ = ["Appointment", "Membership", "User"]

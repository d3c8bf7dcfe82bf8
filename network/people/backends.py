"""How a signed-in person is fetched: in one query with everything that permissions ask for."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from network.people.models import User


class StandingBackend(AuthenticationBackend):
    def get_user(self, user_id):
        """The person of a session with today's standing, or None when the account may no longer sign in."""
        return User.objects.active().with_standing(on=timezone.localdate()).filter(pk=user_id).first()

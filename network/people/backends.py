"""How a signed-in person is fetched: in one query with everything that permissions ask for."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from network.base.prepared import prepared
from network.people.models import User


@prepared
def active_person(*, pk, today):
    return User.objects.active().with_standing(on=today).filter(pk=pk)


class StandingBackend(AuthenticationBackend):
    def get_user(self, user_id):
        """The person of a session with today's standing, or None when the account may no longer sign in."""
        return next(iter(active_person(pk=user_id, today=timezone.localdate())), None)

"""Who must log in with a second step."""

from allauth.mfa.models import Authenticator
from django.conf import settings

FOUND = "has_second_step"
"""The key in a session that says it was seen that its owner has a second step."""


def must_have_second_step(person):
    """Whoever leads the project or administers the portal, except the invented people of the example network.

    Those have addresses below `.example`, where nobody gets mail (RFC 2606). So a real account must have one even in a
    portal that shows the example, and a portal without the example makes no exception at all.
    """
    standing = person.standing
    return (standing.leads_project or standing.administers) and not is_example(person)


def is_example(person):
    return settings.EXAMPLE_NETWORK and person.email.endswith(".example")


def second_steps(person):
    """Authenticator apps and passkeys. Recovery codes only stand in for those."""
    return Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)


def lacks_second_step(request):
    """Whether the person of this request must have a second step and has none. Asks the database once per session,
    and only for those who must; taking a second step away ends the sessions."""
    if not must_have_second_step(request.user) or request.session.get(FOUND):
        return False
    found = second_steps(request.user).exists()
    if found:
        request.session[FOUND] = True
    return not found

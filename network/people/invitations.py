"""The invitation that a browser holds. Its token is in the address for one request only, and then in the session."""

from network.people.models import Invitation
from network.people.tokens import hash_of

KEY = "invitation"


def remember_token(request, token):
    """Keep a token that came in an address, as its hash."""
    request.session[KEY] = hash_of(token)


def held_invitation(request):
    """The invitation whose link this browser opened, whatever became of it; None without one.

    After it was sent again its hash is another, so the old link finds nothing.
    """
    token_hash = request.session.get(KEY)
    rows = Invitation.objects.select_related("school", "partner", "invited_by")
    return rows.filter(token_hash=token_hash).first() if token_hash else None


def pending_invitation(request, *, now) -> Invitation | None:
    """The invitation whose link this browser opened, if it can be accepted now."""
    invitation = held_invitation(request)
    return invitation if invitation and invitation.state(now=now) == Invitation.State.OPEN else None


def forget_token(request):
    request.session.pop(KEY, None)

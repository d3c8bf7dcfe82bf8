"""The invitation that a browser holds. Its token is in the address for one request only, and then in the session."""

from network.people.models import Invitation
from network.people.permissions import is_vouched_for
from network.people.tokens import hash_of

KEY = "invitation"
LAPSED = "lapsed"


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
    return invitation if invitation and state_of(invitation, now=now) == Invitation.State.OPEN else None


def state_of(invitation, *, now):
    """How an invitation is; LAPSED for one that is open and for which nobody stands any more."""
    state = invitation.state(now=now)
    return LAPSED if state == Invitation.State.OPEN and not is_vouched_for(invitation) else state


def forget_token(request):
    request.session.pop(KEY, None)

"""Who may do what with a practice story. Reading is decided by `visible_to`."""

from network.people.standing import standing_of


def can_write(user):
    """Whoever takes part in the network has something to tell."""
    return standing_of(user).is_member


def can_change(user, story):
    """The author alone: also who may read it is nobody else's business."""
    return user.is_authenticated and story.author_id == user.pk


def can_respond(user, story):
    return story.is_published and standing_of(user).is_member


def can_remove(user, response):
    """Whoever said it; nobody silences another."""
    return user.is_authenticated and response.author_id == user.pk

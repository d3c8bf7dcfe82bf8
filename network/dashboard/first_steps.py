"""What the project lead of a new network does first, and what of it is done."""

import dataclasses

from network.activities.models import Activity
from network.people.models import Invitation
from network.people.standing import Role


@dataclasses.dataclass(frozen=True, slots=True)
class FirstSteps:
    leaders_invited: int
    steering_meeting: Activity | None
    is_complete: bool

    @property
    def comes_next(self):
        """The first step that is not done yet: its button is the one that stands out."""
        steps = {"leaders": self.leaders_invited, "meeting": self.steering_meeting, "settings": self.is_complete}
        return next((name for name, done in steps.items() if not done), "")


def first_steps(network, activities, holidays):
    """How far the start of a network is, from what its school year holds and the invitations that were sent."""
    meetings = [each for each in activities if each.kind == Activity.Kind.STEERING_MEETING and not each.cancelled_at]
    return FirstSteps(
        leaders_invited=Invitation.objects.pending().filter(function=Role.SCHOOL_LEADER).count(),
        steering_meeting=next(iter(meetings), None),
        is_complete=bool(network.introduction and holidays),
    )

"""Everyone has read and accepted the privacy statement, so that one can look around at once."""

from network.dashboard.example.calendar import moment
from network.people.models import User
from network.privacy.actions.statements import written_first
from network.privacy.models import Acceptance


def load(made):
    accepted_at = moment(made.calendar.beginning, "9.30")
    statement = written_first(now=moment(made.calendar.beginning, "9.00"))
    people = made.people.values()
    Acceptance.objects.bulk_create(
        Acceptance(user=person, statement=statement, accepted_at=accepted_at) for person in people
    )
    User.objects.filter(pk__in=[person.pk for person in people]).update(has_to_accept=False)

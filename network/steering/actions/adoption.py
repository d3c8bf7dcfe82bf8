"""A framework comes into force."""

import collections

from django.db import transaction
from django.utils import timezone

from network.base.refusal import Refusal
from network.steering import emails
from network.steering.actions.proposals import everyone_asked, proposed
from network.steering.consent import consent_of
from network.steering.models import Decision, FrameworkVersion


class ConsentNotReached(Refusal):
    """The schools do not consent (yet); its text says where it stands."""


@transaction.atomic
def adopt(*, version, title, text, review_on, by, now):
    """Bring a proposal into force by consent of the schools, and record that as a decision. Returns the decision.

    The version in force until now is superseded; the voices of the schools get a mail. Consent is looked at again
    under the lock. Raises NotProposed or ConsentNotReached.
    """
    version, today = proposed(version), timezone.localdate(now)
    consent = consent_of(version, on=today)
    if not consent.is_reached:
        raise ConsentNotReached(consent.sentence)
    version.framework.versions.in_force().update(state=FrameworkVersion.State.SUPERSEDED)
    version.state = FrameworkVersion.State.ADOPTED
    version.adopted_by, version.adopted_at = by, now
    version.save()
    decision = Decision.objects.create(
        title=title,
        text=text,
        version=version,
        positions=as_recorded(consent, history_of(version)),
        decided_by=by,
        decided_at=now,
        review_on=review_on,
    )
    emails.queue_adopted(decision, to=everyone_asked(on=today), now=now)
    return decision


def history_of(version):
    """Every position that was given on a version, by school (its key), the first one first."""
    history = collections.defaultdict(list)
    for change in version.position_changes.in_order():
        history[change.school_id].append(change)
    return history


def as_recorded(consent, history):
    """Of each school its name, position and reason as they stand now, and the road to it (of `history_of`).

    The position is empty where none was given. Persons are not in it: who spoke stands in the changes themselves.
    """
    return [
        {
            "school": str(answer.school),
            "stance": answer.position.stance if answer.position else "",
            "reason": answer.position.reason if answer.position else "",
            "history": [
                {"stance": each.stance, "reason": each.reason, "solved": each.solved, "at": each.given_at.isoformat()}
                for each in history.get(answer.school.pk, [])
            ],
        }
        for answer in consent.answers
    ]

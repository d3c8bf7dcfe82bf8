"""What stands open in the network at a moment: the facts that signals are made of."""

import dataclasses
import datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from network.activities.models import ActionItem, Activity, AgendaItem
from network.base import health
from network.base.models import OutgoingMail
from network.insight.participation import Part
from network.partners.models import Grant
from network.people.models import JoinRequest
from network.steering.models import Decision, Framework, FrameworkVersion
from network.working_groups.models import WorkingGroup

NEAR = datetime.timedelta(days=28)


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    today: datetime.date
    coming: list[Activity]
    versions: list[FrameworkVersion]
    promises: list[ActionItem]
    reviews: list[Decision]
    lost_mail: list[OutgoingMail]
    requests: list[JoinRequest]
    trouble: list[str]
    groups: list[WorkingGroup]
    grants: list[Grant]
    parts: list[Part]
    people_per_school: int
    meetings_held: int

    @classmethod
    def at(cls, now, **of_the_year):
        """The facts of a moment (aware); `of_the_year` are the last five. Nine queries, however much there is."""
        today = timezone.localdate(now)
        return cls(
            today=today,
            coming=list(coming(now)),
            versions=list(proposals(today)),
            promises=list(late_promises(today)),
            reviews=list(Decision.objects.due_for_review(on=today).filter(agenda_items=None)),
            lost_mail=list(OutgoingMail.objects.given_up().order_by("-given_up_at", "-pk")[:20]),
            requests=list(JoinRequest.objects.unanswered().oldest_first()[:20]),
            trouble=[state for state in (health.queue_state(now), health.mail_state(now)) if state != "ok"],
            **of_the_year,
        )


def coming(now):
    """Activities of the next weeks with who comes, who has not answered, and how much is on the agenda."""
    points = AgendaItem.objects.filter(activity=OuterRef("pk")).order_by().values("activity").annotate(n=Count("pk"))
    return (
        Activity.objects.not_begun(now=now)
        .filter(starts_at__lte=now + NEAR)
        .exclude(state=Activity.State.CANCELLED)
        .with_answers()
        .annotate(agenda_points=Subquery(points.values("n")))
        .chronological()
    )


def proposals(today):
    """Versions that schools give their position on, or gave it on until their last day."""
    versions = FrameworkVersion.objects.proposed().with_missing_schools(on=today)
    return versions.select_related("framework").by_deadline()


def late_promises(today):
    """What was promised to the steering group or to nobody in particular; those of a working group stay within it."""
    promises = ActionItem.objects.open().filter(due_on__lt=today)
    return (
        promises.filter(Q(activity=None) | Q(activity__working_group=None))
        .select_related("owner", "activity")
        .order_by("due_on", "pk")
    )


def groups_between(first, last):
    """Working groups of the days from `first` to `last`, with `has_framework`: whether one in force is theirs."""
    in_force = Framework.objects.in_force().filter(working_groups=OuterRef("pk"))
    groups = WorkingGroup.objects.filter(starts_on__lte=last).exclude(ends_on__lt=first)
    return groups.annotate(has_framework=Exists(in_force)).order_by("name", "pk")

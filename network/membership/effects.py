"""What somebody loses when a membership ends: shown before it happens, and used when it does."""

import dataclasses
import datetime

from django.db.models import Q
from django.utils import timezone

from network.activities.models import Activity, Registration
from network.people.models import Appointment, Membership
from network.people.standing import Role
from network.practice.models import PracticeStory
from network.working_groups.models import GroupMembership

DAY = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class Effects:
    """What ends with a membership on `last_day`.

    While a person keeps another place in the network (`stays`), groups, places and drafts stay too. `without_leader`
    says that the school then has nobody who leads it.
    """

    last_day: datetime.date
    stays: list
    groups: list
    registrations: list
    stories: int
    activities: int
    loses_voice: bool
    without_leader: bool

    @property
    def leaves(self):
        return not self.stays

    @property
    def drafts(self):
        return self.stories + self.activities


def effects_of(membership, *, last_day):
    person = membership.user
    stays = other_places(membership, on=last_day + DAY)
    leads = membership.function == Role.SCHOOL_LEADER
    drafts = Activity.objects.draft().filter(created_by=person)
    return Effects(
        last_day=last_day,
        stays=stays,
        groups=[] if stays else list(seats_in_groups(person, after=last_day).select_related("group").order_by("pk")),
        registrations=[] if stays else list(places(person, after=last_day).select_related("activity").order_by("pk")),
        stories=0 if stays else PracticeStory.objects.drafts_of(person).count(),
        activities=0 if stays else drafts.count(),
        loses_voice=leads or membership.stands_in(on=last_day),
        without_leader=leads and not other_leaders(membership, on=last_day + DAY).exists(),
    )


def other_places(membership, *, on):
    """What else ties this person to the network on a date, as texts."""
    memberships = Membership.objects.current(on=on).filter(user=membership.user_id).exclude(pk=membership.pk)
    appointments = Appointment.objects.current(on=on).filter(user=membership.user_id, office=Role.PROJECT_LEAD)
    return [str(row) for row in [*memberships.with_organisation(), *appointments]]


def still_there(membership, *, after):
    """Whether this person keeps another place in the network after a date."""
    return bool(other_places(membership, on=after + DAY))


def other_leaders(membership, *, on):
    leaders = Membership.objects.current(on=on).filter(school=membership.school_id, function=Role.SCHOOL_LEADER)
    return leaders.filter(user__is_active=True).exclude(pk=membership.pk)


def seats_in_groups(person, *, after):
    """Memberships of working groups that would go on after a date."""
    return GroupMembership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=after), user=person)


def places(person, *, after):
    """Registrations for what begins after a date."""
    midnight = timezone.make_aware(datetime.datetime.combine(after + DAY, datetime.time()))
    coming = Registration.objects.active().filter(user=person, activity__state=Activity.State.PUBLISHED)
    return coming.filter(activity__starts_at__gte=midnight)

"""What the database refuses by itself about activities and the seats in them, also to raw SQL.

The triggers are registrations_are_counted, seats_are_counted_by_the_database, activity_states,
activity_keeps_its_kind and those of the two lines with a room of their own.
"""

import pytest
from django.db import IntegrityError, InternalError, transaction

from network.activities.models import Activity, Registration
from tests.factories import (
    ActivityFactory,
    RegistrationFactory,
    SchoolFactory,
    SchoolVisitFactory,
    ThemeMeetingFactory,
    UserFactory,
    moment,
)

pytestmark = pytest.mark.django_db
State = Activity.State
ROADS = {(State.DRAFT, State.PUBLISHED), (State.PUBLISHED, State.CANCELLED)}


def update(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize("arrival", State)
@pytest.mark.parametrize("departure", State)
def test_activity_travels_only_the_roads_that_exist(departure, arrival):
    activity = ActivityFactory(**{departure: True} if departure != State.PUBLISHED else {})
    moments = {"cancelled_at": moment(), "cancelled_by": activity.created_by} if arrival == State.CANCELLED else {}
    if arrival == State.PUBLISHED:
        moments = {"published_at": moment(), "published_by": activity.created_by}
    if departure == arrival or (departure, arrival) in ROADS:
        update(activity, state=arrival, **moments)
        assert Activity.objects.get().state == arrival
    else:
        with pytest.raises(InternalError, match="Invalid transition"):
            update(activity, state=arrival, **moments)


def refused(attempt, constraint):
    """Whether the database refuses an attempt by this name; what was before it stays."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        attempt()
    return refusal.value.__cause__.diag.constraint_name == constraint


def test_seats_never_exceed_capacity():
    meeting = ThemeMeetingFactory(capacity=1)
    RegistrationFactory(activity=meeting)
    waiting = RegistrationFactory(activity=meeting, waiting=True)
    elsewhere = RegistrationFactory()
    full = "activity_seats_within_capacity"
    assert refused(lambda: RegistrationFactory(activity=meeting), full)
    assert refused(lambda: update(waiting, state=Registration.State.CONFIRMED), full)
    assert refused(lambda: update(elsewhere, activity=meeting), full)
    assert Registration.objects.confirmed().filter(activity=meeting).count() == 1


def test_seats_are_counted_whatever_is_written():
    meeting = ThemeMeetingFactory(capacity=5)
    taken = RegistrationFactory.create_batch(2, activity=meeting)
    waiting = RegistrationFactory(activity=meeting, waiting=True)
    assert counts(meeting) == (2, 1)
    Registration.objects.filter(pk=waiting.pk).update(state="confirmed")
    assert counts(meeting) == (3, 0)
    other = ThemeMeetingFactory()
    Registration.objects.filter(pk=waiting.pk).update(activity=other)
    assert (counts(meeting), counts(other)) == ((2, 0), (1, 0))
    taken[0].delete()
    update(taken[1], state="cancelled", cancelled_at=moment(), cancelled_by=taken[1].user)
    assert counts(meeting) == (0, 0)


def test_nobody_else_writes_the_count():
    meeting = ThemeMeetingFactory(capacity=5, seats_taken=4)
    assert counts(meeting) == (0, 0)
    stale = Activity.objects.get(pk=meeting.pk)
    RegistrationFactory(activity=meeting)
    stale.save()
    update(meeting, seats_taken=0, people_waiting=3)
    assert counts(meeting) == (1, 0)


def counts(activity):
    return Activity.objects.values_list("seats_taken", "people_waiting").get(pk=activity.pk)


def test_seat_is_free_again_once_somebody_withdrew():
    meeting = ThemeMeetingFactory(capacity=1)
    RegistrationFactory(activity=meeting, cancelled=True)
    RegistrationFactory(activity=meeting)
    assert meeting.registrations.count() == 2


def test_who_has_a_seat_may_be_noted_as_present_when_it_is_full():
    meeting = ThemeMeetingFactory(capacity=1)
    registration = RegistrationFactory(activity=meeting)
    update(registration, was_present=True, presence_by=meeting.created_by, presence_at=moment(), state="confirmed")
    assert Registration.objects.get().was_present


def test_capacity_holds_who_is_in():
    meeting = ThemeMeetingFactory(capacity=3)
    RegistrationFactory.create_batch(2, activity=meeting)
    assert refused(lambda: update(meeting, capacity=1), "activity_seats_within_capacity")
    update(meeting, capacity=2)
    update(meeting, capacity=None)
    RegistrationFactory(activity=meeting, user=UserFactory(), school=SchoolFactory())
    assert meeting.registrations.count() == 3


# The kind of an activity and the room it stands in belong together


@pytest.mark.parametrize(
    ("make", "constraint"),
    [(ThemeMeetingFactory, "theme_meeting_has_its_kind"), (SchoolVisitFactory, "school_visit_has_its_kind")],
)
def test_room_of_a_line_takes_activities_of_that_kind_alone(make, constraint):
    with pytest.raises(IntegrityError, match="not an activity of this kind") as refused:
        make(kind=Activity.Kind.NETWORK_DAY)
    assert refused.value.__cause__.diag.constraint_name == constraint


@pytest.mark.parametrize("make", [ThemeMeetingFactory, ActivityFactory])
def test_kind_of_an_activity_never_changes(make):
    activity = make()
    with pytest.raises(InternalError, match="kind"):
        Activity.objects.filter(pk=activity.pk).update(kind=Activity.Kind.SCHOOL_VISIT)

"""The arithmetic of seats, without the database."""

import datetime

import pytest
from django.utils import timezone, translation

from network.activities.models import Registration
from network.activities.seats import Seats
from network.base.text import breakable
from tests import factories

A, B, C = 1, 2, 3
UNTIL = datetime.datetime(2026, 11, 24, tzinfo=timezone.get_default_timezone())


def seats(capacity=10, kept=2, schools=(A, B), **taken):
    return Seats(
        capacity=capacity,
        taken=sum(taken.values()),
        taken_by={{"a": A, "b": B, "c": C, "nobody": None}[name]: number for name, number in taken.items()},
        kept_per_school=kept,
        kept_until=UNTIL if kept else None,
        schools=frozenset(schools),
    )


@pytest.mark.parametrize(
    ("given", "free_for_a", "free_for_c", "kept"),
    [
        (seats(), 8, 6, 4),
        (seats(a=1), 7, 6, 3),
        (seats(a=2), 6, 6, 2),
        (seats(a=5), 3, 3, 2),
        (seats(a=8), 0, 0, 2),
        (seats(b=2, nobody=6), 2, 0, 2),
        (seats(kept=0), 10, 10, 0),
        (seats(kept=0, c=10), 0, 0, 0),
        (seats(capacity=3), 2, 0, 3),
        (seats(capacity=3, b=2), 1, 0, 1),
        (seats(capacity=1, c=2), 0, 0, 0),
    ],
)
def test_kept_seats_are_free_for_their_school_alone(given, free_for_a, free_for_c, kept):
    assert (given.free_for(A), given.free_for(C), given.kept) == (free_for_a, free_for_c, kept)


def test_someone_without_a_school_has_no_kept_seats():
    assert seats(capacity=4).free_for(None) == 0


def test_without_capacity_there_is_room_for_everyone():
    assert seats(capacity=None, kept=0, c=500).free_for(A) > 30_000


def test_one_more_counts_for_its_school():
    more = seats(a=1).with_one_more(A)
    assert (more.taken, more.kept, more.free_for(C)) == (2, 2, 6)


@pytest.mark.parametrize(
    ("language", "kept", "sentence"),
    [
        ("en", 2, "2 places stay kept for each school until 24 November 2026; then they are for everyone."),
        ("en", 1, "One place stays kept for each school until 24 November 2026; then it is for everyone."),
        ("nl", 2, "Voor elke school blijven 2 plaatsen bewaard tot 24 november 2026; daarna zijn ze voor iedereen."),
        ("nl", 0, ""),
    ],
)
def test_rule_is_one_sentence(language, kept, sentence):
    with translation.override(language):
        assert breakable(seats(kept=kept).rule) == sentence


@pytest.mark.parametrize(
    ("given", "school", "heading"),
    [
        (seats(), A, "8 places left"),
        (seats(capacity=5), C, "1 place left"),
        (seats(capacity=4), C, "No places left for you now"),
        (seats(kept=0, c=10), A, "All places are taken"),
        (seats(capacity=None, kept=0), A, "There is room for everyone"),
    ],
)
def test_heading_speaks_to_the_reader(given, school, heading):
    with translation.override("en"):
        assert given.heading_for(school) == heading


def test_seats_are_read_from_the_database(db, now):
    school, other = factories.SchoolFactory(), factories.SchoolFactory()
    left = factories.SchoolFactory(left_on=factories.day(-1))
    activity = factories.ActivityFactory(capacity=10, kept_per_school=2, kept_until=factories.moment(7))
    for state in ["confirmed", "confirmed", "waiting", "cancelled"]:
        fields = {"cancelled": True} if state == "cancelled" else {"state": Registration.State(state)}
        factories.RegistrationFactory(activity=activity, user=factories.teacher(school), **fields)
    contact = factories.partner_contact()
    partner = contact.memberships.get().partner
    factories.RegistrationFactory(activity=activity, user=contact, partner=partner)
    activity.refresh_from_db()
    read = Seats.of(activity, now=now)
    assert read.taken_by == {school.pk: 2, None: 1}
    assert (read.taken, read.waiting, read.kept) == (3, 1, 2)
    assert {school.pk, other.pk} <= read.schools
    assert left.pk not in read.schools


def test_kept_seats_are_released_at_their_moment(db):
    until = factories.moment(7)
    activity = factories.ActivityFactory(capacity=10, kept_per_school=2, kept_until=until)
    factories.SchoolFactory()
    second = datetime.timedelta(seconds=1)
    assert Seats.of(activity, now=until - second).kept == 2
    assert Seats.of(activity, now=until).kept == 0
    assert Seats.of(activity, now=until).rule == ""

import datetime

from network.activities.models import Activity
from network.insight.participation import Part
from network.insight.rhythm import rhythm
from network.schools.models import Network, School

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
NETWORK = Network(theme_meetings_per_year=3, people_per_school=2, visits_per_year=1)


def activity(kind, days, state="published"):
    at = NOW + datetime.timedelta(days=days)
    return Activity(kind=kind, state=state, starts_at=at, ends_at=at + datetime.timedelta(hours=1))


def part(people, hosted=0):
    return Part(School(name="S"), people, hosted, 0, frozenset())


def test_beats_count_held_and_planned_against_the_norm():
    year = [
        activity("theme_meeting", -20),
        activity("theme_meeting", -10, "cancelled"),
        activity("theme_meeting", -5, "draft"),
        activity("theme_meeting", 10, "draft"),
        activity("school_visit", 20),
    ]

    meetings, visits, people, hosts = rhythm(NETWORK, year, [part(2, 1), part(1.5)], now=NOW)

    assert (meetings.done, meetings.planned, meetings.norm, meetings.is_behind) == (1, 1, 3, True)
    assert (visits.done, visits.planned, visits.norm, visits.is_behind) == (0, 1, 1, False)
    assert (people.done, people.norm, people.is_behind) == (1, 2, True)
    assert (hosts.done, hosts.norm, hosts.is_behind) == (1, 2, False)


def test_people_are_not_counted_before_the_first_meeting():
    names = [beat.name for beat in rhythm(NETWORK, [], [part(0)], now=NOW)]

    assert names == ["themabijeenkomsten", "werkbezoeken", "scholen waren gastheer"]

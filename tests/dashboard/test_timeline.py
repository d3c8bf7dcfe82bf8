import datetime
import itertools

import pytest

from network.dashboard.timeline import MARK, NAMES, WIDTH, timeline
from network.schools.school_year import SchoolYear
from tests import factories

pytestmark = pytest.mark.django_db

YEAR = SchoolYear(2026)


def noon(year, month, day):
    return datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC)


def drawn(today=datetime.date(2026, 11, 23), **rows):
    given = {"activities": [], "groups": [], "holidays": [], "grants": []} | rows
    return timeline(YEAR, today=today, **given)


def marks(drawing, name):
    (lane,) = [lane for lane in drawing.lanes if lane.name == name]
    return lane.marks


def test_every_line_has_its_lane():
    group = factories.WorkingGroupFactory(name="Werkgroep Taal")

    names = [lane.name for lane in drawn(groups=[group]).lanes]

    assert names == ["Stuurgroep", "Werkgroep Taal", "Themabijeenkomsten", "Werkbezoeken", "Netwerkdag", "Subsidies"]


def test_activity_lies_in_its_lane_in_order_of_time():
    group = factories.WorkingGroupFactory()
    late = factories.GroupMeetingFactory(working_group=group, starts_at=noon(2027, 3, 1))
    early = factories.GroupMeetingFactory(working_group=group, starts_at=noon(2026, 9, 1), draft=True)
    visit = factories.SchoolVisitFactory(starts_at=noon(2026, 10, 1), cancelled=True)

    drawing = drawn(activities=[late, early, visit], groups=[group])

    first, second = marks(drawing, group.name)
    assert (first.title, first.state, first.line) == (early.title, "draft", "group")
    assert first.x < second.x
    (mark,) = marks(drawing, "Werkbezoeken")
    assert (mark.url, mark.label) == (
        visit.get_absolute_url(),
        f"donderdag 1\N{NO-BREAK SPACE}oktober\N{NO-BREAK SPACE}2026: {visit.title}, vervallen",
    )
    assert [mark.title for mark in drawing.marks] == [early.title, visit.title, late.title]


def test_marks_of_one_day_stand_beside_each_other():
    meetings = [factories.ThemeMeetingFactory(starts_at=noon(2026, 10, 1)) for _ in range(3)]

    positions = [mark.x for mark in marks(drawn(activities=meetings), "Themabijeenkomsten")]

    assert all(right - left >= MARK for left, right in itertools.pairwise(positions))


def test_nothing_falls_off_the_edges():
    ends = [factories.ThemeMeetingFactory(starts_at=noon(*day)) for day in [(2026, 8, 1), (2027, 7, 31)]]

    for mark in marks(drawn(activities=ends), "Themabijeenkomsten"):
        assert NAMES <= mark.left <= WIDTH - MARK


def test_months_fill_the_year_without_a_gap():
    months = drawn().months

    assert len(months) == 12
    assert months[0].x == NAMES
    assert months[-1].x + months[-1].width == pytest.approx(WIDTH, abs=0.2)
    assert all(one.x + one.width == pytest.approx(two.x, abs=0.2) for one, two in itertools.pairwise(months))


def test_holiday_is_drawn_as_far_as_it_lies_in_the_year():
    summer = factories.SchoolHolidayFactory(starts_on=datetime.date(2027, 7, 20), ends_on=datetime.date(2027, 8, 29))

    (band,) = drawn(holidays=[summer]).holidays

    assert band.x + band.width == pytest.approx(WIDTH, abs=0.2)


@pytest.mark.parametrize(("day", "is_drawn"), [((2026, 7, 31), False), ((2026, 8, 1), True), ((2027, 8, 1), False)])
def test_today_is_drawn_in_its_own_year_only(day, is_drawn):
    assert (drawn(today=datetime.date(*day)).today is not None) == is_drawn


def test_grant_shows_its_days_in_this_year():
    grant = factories.GrantFactory(
        title="Samen leren",
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 12, 31),
        account_due_on=datetime.date(2027, 4, 1),
    )

    assert [mark.title for mark in marks(drawn(grants=[grant]), "Subsidies")] == [
        "Laatste dag van de subsidie “Samen leren”",
        "Verantwoording van de subsidie “Samen leren”",
    ]


def test_long_name_takes_two_lines():
    group = factories.WorkingGroupFactory(name="Leerlingen en hun ouders samen aan het stuur van hun leren")

    lane = drawn(groups=[group]).lanes[1]

    assert len(lane.lines) == 2
    assert lane.lines[-1].endswith("…")

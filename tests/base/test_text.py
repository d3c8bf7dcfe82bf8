"""Dates as people read them, in both languages, over the days on which the clock changes."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from network.base import text

UTC = datetime.UTC


def at(*parts):
    return datetime.datetime(*parts, tzinfo=UTC)


PERIODS = [
    # language, start and end in UTC, as read in Amsterdam
    ("nl", at(2026, 4, 14, 13, 30), at(2026, 4, 14, 15), "dinsdag 14 april 2026, 15.30–17.00 uur"),
    ("en", at(2026, 4, 14, 13, 30), at(2026, 4, 14, 15), "Tuesday 14 April 2026, 15:30–17:00"),
    ("nl", at(2026, 1, 14, 7, 45), at(2026, 1, 14, 11), "woensdag 14 januari 2026, 8.45–12.00 uur"),
    ("en", at(2026, 1, 14, 7, 45), at(2026, 1, 14, 11), "Wednesday 14 January 2026, 08:45–12:00"),
    (
        "nl",
        at(2027, 3, 11, 8),
        at(2027, 3, 12, 15),
        "donderdag 11 maart 2027, 9.00 uur – vrijdag 12 maart 2027, 16.00 uur",
    ),
    ("en", at(2027, 3, 11, 8), at(2027, 3, 12, 15), "Thursday 11 March 2027, 09:00 – Friday 12 March 2027, 16:00"),
    # 23.30 UTC is the next day here
    ("nl", at(2026, 6, 1, 22, 30), at(2026, 6, 1, 23), "dinsdag 2 juni 2026, 0.30–1.00 uur"),
    # the clock goes forward at 2.00 on 28 March 2027 and back at 3.00 on 31 October 2027
    ("nl", at(2027, 3, 28, 0, 30), at(2027, 3, 28, 1, 30), "zondag 28 maart 2027, 1.30–3.30 uur"),
    ("nl", at(2027, 10, 30, 23, 30), at(2027, 10, 31, 2, 30), "zondag 31 oktober 2027, 1.30–3.30 uur"),
]


@pytest.mark.parametrize(("language", "start", "end", "expected"), PERIODS)
def test_period_says_day_and_hours(language, start, end, expected):
    with translation.override(language):
        assert text.breakable(text.period(start, end)) == expected


def test_a_date_and_the_hours_each_stay_on_one_line():
    with translation.override("nl"):
        written = text.period(at(2026, 4, 14, 13, 30), at(2026, 4, 14, 15))
    joined = "15.30\N{WORD JOINER}–\N{WORD JOINER}17.00\N{NO-BREAK SPACE}uur"
    assert written.split(" ") == ["dinsdag", "14\N{NO-BREAK SPACE}april\N{NO-BREAK SPACE}2026,", joined]


def test_a_day_without_its_year_stays_on_one_line():
    with translation.override("nl"):
        day = datetime.date(2026, 4, 14)
        assert text.weekday_and_date(day) == "dinsdag 14\N{NO-BREAK SPACE}april"
        assert text.day_and_month(day) == "14\N{NO-BREAK SPACE}april"


@pytest.mark.parametrize(
    ("language", "expected"), [("nl", "dinsdag 14 april 2026, 15.30 uur"), ("en", "Tuesday 14 April 2026, 15:30")]
)
def test_moment_says_day_and_time(language, expected):
    with translation.override(language):
        assert text.breakable(text.moment(at(2026, 4, 14, 13, 30))) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2026, 4, 14), (2026, 4, 14), "14 april 2026"),
        ((2026, 10, 17), (2026, 10, 25), "17–25 oktober 2026"),
        ((2026, 4, 25), (2026, 5, 3), "25 april – 3 mei 2026"),
        ((2026, 12, 19), (2027, 1, 3), "19 december 2026 – 3 januari 2027"),
    ],
)
def test_day_period_says_nothing_twice(first, last, expected):
    with translation.override("nl"):
        assert text.breakable(text.day_period(datetime.date(*first), datetime.date(*last))) == expected


@pytest.mark.parametrize(("language", "expected"), [("nl", "mrt"), ("en", "Mar")])
def test_short_month_is_written_as_the_language_does(language, expected):
    with translation.override(language):
        assert text.short_month(datetime.date(2027, 3, 1)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Samira el Amrani", "SA"),
        ("Joris Bakker", "JB"),
        ("noor", "N"),
        ("", ""),
        ("Noor van Dam 🎉", "ND"),
        ("🎉", ""),
    ],
)
def test_initials_are_of_first_and_last_word(name, expected):
    assert text.initials(name) == expected


def test_day_filter_shows_the_day_of_the_portal_and_not_of_greenwich():
    at = datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC)

    shown = Template("{{ at|day }} {{ at|weekday }} {{ date|day }}").render(Context({"at": at, "date": at.date()}))

    assert text.breakable(shown) == "24 november 2026 dinsdag 24 november 2026 23 november 2026"

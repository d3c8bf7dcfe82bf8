"""Dates, times and names as people read them. Datetimes are aware and shown in the current time zone.

What belongs together stays on one line: no-break spaces hold a date and an hour, word joiners the two ends of a period.
`breakable` takes them out again, for plain text.
"""

import decimal

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

NO_BREAK, JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
DASH = f"{JOINER}–{JOINER}"
TIME = {"nl": "G.i"}
CLOCK = {"nl": f"%s{NO_BREAK}uur"}
DAY_OF_YEAR = f"j{NO_BREAK}F"
DAY = f"{DAY_OF_YEAR}{NO_BREAK}Y"


def _by_language(table, default):
    return table.get((get_language() or "nl")[:2], default)


def _time(moment):
    return date_format(moment, _by_language(TIME, "H:i"))


def _clock(text):
    return _by_language(CLOCK, "%s") % text


def full_date(day):
    """dinsdag 14 april 2026"""
    return date_format(day, f"l {DAY}")


def short_date(day):
    """14 april 2026"""
    return date_format(day, DAY)


def short_month(day):
    """dec; Dutch months have no capital"""
    return date_format(day, _by_language({"nl": "b"}, "M"))


def weekday_and_date(day):
    """dinsdag 14 april: in a year that needs no naming"""
    return date_format(day, f"l {DAY_OF_YEAR}")


def day_and_month(day):
    """14 april"""
    return date_format(day, DAY_OF_YEAR)


def moment(at):
    """dinsdag 14 april 2026, 15.30 uur"""
    at = localtime(at)
    return f"{full_date(at)}, {_clock(_time(at))}"


def hours(starts_at, ends_at):
    """15.30–17.00 uur"""
    return _clock(f"{_time(localtime(starts_at))}{DASH}{_time(localtime(ends_at))}")


def period(starts_at, ends_at):
    """dinsdag 14 april 2026, 15.30–17.00 uur; both ends in full when it lasts past midnight."""
    start, end = localtime(starts_at), localtime(ends_at)
    if start.date() == end.date():
        return f"{full_date(start)}, {hours(start, end)}"
    return f"{moment(start)}{NO_BREAK}– {moment(end)}"


def hours_long(minutes):
    """2,5 uur: how long something lasts, in hours to two digits behind the comma."""
    if minutes == 60:
        return gettext("1 hour")
    digits = f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
    return gettext("%(number)s hours") % {"number": number_format(decimal.Decimal(digits))}


def day_period(first, last):
    """24 – 31 oktober 2026: dates without hours, with nothing said twice."""
    if first == last:
        return short_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{short_date(last)}"
    start = day_and_month(first) if first.year == last.year else short_date(first)
    return f"{start}{NO_BREAK}– {short_date(last)}"


def breakable(text):
    """The same text with ordinary spaces and nothing invisible in it."""
    return text.replace(NO_BREAK, " ").replace(JOINER, "")


def initials(name):
    """Samira el Amrani → SA: the first letter of the first and of the last word; a word without letters is none."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

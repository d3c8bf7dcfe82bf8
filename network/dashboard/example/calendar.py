"""The example's days: school holidays, and days on which the network meets, counted from today in both directions."""

import datetime

from django.utils import timezone

from network.schools.school_year import SchoolYear

# Name, the first Saturday on or after this month and day, number of days. Near what region Midden has, not the same.
HOLIDAYS = [
    ("Herfstvakantie (voorbeeld)", 10, 17, 9),
    ("Kerstvakantie (voorbeeld)", 12, 19, 16),
    ("Voorjaarsvakantie (voorbeeld)", 2, 14, 9),
    ("Meivakantie (voorbeeld)", 4, 24, 9),
    ("Zomervakantie (voorbeeld)", 7, 12, 44),
]
SATURDAY = 5
TUESDAY, THURSDAY = 1, 3
YEARS_BACK = 3  # since when the example network exists
SHORTEST_SPAN = 24  # meeting days, about a quarter of a school year


def day_in(year, month, day):
    """A month and a day as a date within a school year."""
    return datetime.date(year.first if month >= year.starts_on.month else year.first + 1, month, day)


def holidays(year):
    """Name, first and last day of each holiday that begins in a school year."""
    for name, month, day, length in HOLIDAYS:
        first = day_in(year, month, day)
        first += datetime.timedelta(days=(SATURDAY - first.weekday()) % 7)
        yield name, first, first + datetime.timedelta(days=length - 1)


def school_days(first, last):
    """Weekdays outside the holidays, from the school year of `first` up to and including that of `last`."""
    years = [SchoolYear(number) for number in range(first.first - 1, last.first + 1)]
    closed = [(start, end) for year in years for _name, start, end in holidays(year)]
    day, days = first.starts_on, []
    while day <= last.ends_on:
        if day.weekday() < SATURDAY and not any(start <= day <= end for start, end in closed):
            days.append(day)
        day += datetime.timedelta(days=1)
    return days


def is_for_meetings(day):
    """Tuesdays and Thursdays. In spring no Thursday: one of them is Ascension Day."""
    return day.weekday() == TUESDAY or (day.weekday() == THURSDAY and not (4, 30) <= (day.month, day.day) <= (6, 3))


def moment(day, clock):
    """The aware moment of a clock time such as 15.30 on a day."""
    hour, minute = clock.split(".")
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(int(hour), int(minute))))


class Calendar:
    """Counts school days and meeting days from today. `now` is the first moment of today."""

    def __init__(self, today):
        self.today, self.year = today, SchoolYear.of(today)
        self.now = moment(today, "0.00")
        days = school_days(SchoolYear(self.year.first - YEARS_BACK), self.year.next)
        self.behind = [day for day in reversed(days) if day < today]
        self.before_us = [day for day in days if day > today]
        self.taken = {}

    @property
    def beginning(self):
        """The first day of the example network."""
        return SchoolYear(self.year.first - YEARS_BACK).starts_on

    def day(self, count):
        """The `count`th school day after today; a negative count is one before today."""
        return self.before_us[count - 1] if count > 0 else self.behind[-count - 1]

    def ago(self, count, clock="16.10"):
        return moment(self.day(-count), clock)

    def day_before(self, day, count):
        """The school day `count` school days before a day."""
        all_days = [*reversed(self.behind), self.today, *self.before_us]
        return [each for each in all_days if each < day][-count]

    def earlier(self, day, count, clock="16.10"):
        """A moment `count` school days before a day, and at least three before today."""
        return moment(min(self.day_before(day, count), self.day(-3)), clock)

    def plan(self, specs):
        """Give each activity (a dict with slug, kind and when) a day of its own; those bound to a date come last."""
        for spec in sorted(specs, key=lambda spec: "on" in spec["when"]):
            candidates = self.candidates(**spec["when"])
            self.taken[spec["slug"]] = next(day for day in candidates if self.is_free(day, spec)), spec["kind"]
        return {slug: day for slug, (day, _kind) in self.taken.items()}

    def candidates(self, *, past=None, coming=None, on=None):
        """Meeting days from a wish onwards.

        `past` and `coming` count meeting days from today when whole; a fraction is a part of what lies behind or
        ahead of us in this school year. `on` is a month and day of this school year, such as 11-19.
        """
        if on:
            first = day_in(self.year, *map(int, on.split("-")))
            return [d for d in sorted([*self.behind, *self.before_us]) if d >= first and is_for_meetings(d)]
        days = [day for day in (self.behind if coming is None else self.before_us) if is_for_meetings(day)]
        wish = past if coming is None else coming
        span = max(SHORTEST_SPAN, sum(day in self.year for day in days))
        return days[(wish if isinstance(wish, int) else round(wish * span)) - 1 :]

    def is_free(self, day, spec):
        """Nothing else on the day, and for an activity bound to a date nothing of its kind within two weeks."""
        apart = datetime.timedelta(days=14) if "on" in spec["when"] else datetime.timedelta()
        return all(
            day != other and (kind != spec["kind"] or abs(day - other) >= apart) for other, kind in self.taken.values()
        )

"""The school year of the Netherlands: 1 August up to and including 31 July."""

import dataclasses
import datetime
import re

from django.utils import timezone

FIRST_MONTH = 8
LIKELY = re.compile("20[0-9]{2}")


@dataclasses.dataclass(frozen=True, order=True)
class SchoolYear:
    """The school year that begins in August of `first`; `str` gives 2026–2027."""

    first: int

    @classmethod
    def of(cls, date):
        """The school year in which a date lies."""
        return cls(date.year if date.month >= FIRST_MONTH else date.year - 1)

    @classmethod
    def named(cls, text):
        """The school year of an address such as ?jaar=2026; None unless `text` is the four digits of a likely year."""
        return cls(int(text)) if LIKELY.fullmatch(text) else None

    @property
    def starts_on(self):
        return datetime.date(self.first, FIRST_MONTH, 1)

    @property
    def ends_on(self):
        return datetime.date(self.first + 1, FIRST_MONTH, 1) - datetime.timedelta(days=1)

    @property
    def starts_at(self):
        """Midnight of its first day in the portal's time zone, aware."""
        return timezone.make_aware(datetime.datetime.combine(self.starts_on, datetime.time()))

    @property
    def ends_at(self):
        """The first moment after it, aware."""
        return SchoolYear(self.first + 1).starts_at

    @property
    def next(self):
        return SchoolYear(self.first + 1)

    @property
    def previous(self):
        return SchoolYear(self.first - 1)

    def __contains__(self, date):
        return self.starts_on <= date <= self.ends_on

    def touches(self, first, last):
        """Whether the days from `first` to `last` (None when there is no end) lie in it for a part."""
        return first <= self.ends_on and (last is None or last >= self.starts_on)

    def __str__(self):
        return f"{self.first}–{self.first + 1}"

"""The words in which the register is written: kinds of data, the tables that hold them, and how long they are kept."""

import dataclasses
import datetime
from collections.abc import Callable
from enum import Enum

from django.apps import apps
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

NO_NARROWING = Q()


class Ground(Enum):
    """On which of the grounds of article 6(1) of the GDPR (AVG) something is kept."""

    INTEREST = _("legitimate interest: working together as schools (article 6(1)(f))")
    SAFETY = _("legitimate interest: keeping the portal safe (article 6(1)(f))")
    DUTY = _("legal duty (article 6(1)(c))")

    @property
    def label(self):
        return self.value


class AtErasure(Enum):
    """What becomes of the rows of a person who has the own details removed."""

    NAMELESS = _("stays, under “Former member”")
    GONE = _("is removed")

    @property
    def label(self):
        return self.value


@dataclasses.dataclass(frozen=True)
class Expiry:
    """After how long rows go by themselves, counted from a column.

    `only` narrows which rows that goes for; `adds` are annotations that both may use. `remove` takes the rows and the
    moment where plain deleting is not enough, and notes itself what went.
    """

    after: datetime.timedelta
    since: str
    counted: Promise
    only: Q = NO_NARROWING
    adds: dict = dataclasses.field(default_factory=dict)
    remove: Callable | None = None

    def over(self, rows, *, now):
        """The rows whose term is over at a moment; on the last moment of the term they are still there."""
        return rows.annotate(**self.adds).filter(self.only, **{f"{self.since}__lt": now - self.after})

    @property
    def words(self):
        return f"{period_in_words(self.after)} {self.counted}".strip()


@dataclasses.dataclass(frozen=True)
class Holding:
    """One table as far as it is about a person.

    `of` names the foreign keys to that person (`also` those of the same table which another category tells about);
    `shows` the columns that the person gets to read; `only` narrows the rows. A table without a foreign key has `find`,
    which takes a person and gives the rows. `at_erasure` says what becomes of them, and `blanks` which columns are
    emptied or replaced then, in the audit trail too.
    """

    model: str
    shows: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    only: Q = NO_NARROWING
    title: Promise | None = None
    find: Callable | None = None
    at_erasure: AtErasure = AtErasure.NAMELESS
    goes: Q = NO_NARROWING
    blanks: tuple[str, ...] = ()
    expires: tuple[Expiry, ...] = ()

    @property
    def table(self):
        return apps.get_model(self.model)

    @property
    def name(self):
        return self.title or self.table._meta.verbose_name_plural

    @property
    def fate(self):
        """What becomes of it at the removal of a person's details, in words."""
        if self.blanks and self.at_erasure is AtErasure.NAMELESS:
            return _("is emptied; what is left is called “Former member”")
        return self.at_erasure.label

    def rows(self):
        return self.table._base_manager.all()

    def rows_of(self, person):
        """What this table holds about a person, in the order in which it came about."""
        if self.find:
            return self.find(person)
        if not self.of:
            return self.rows().none()
        mine = Q()
        for field in self.of:
            mine |= Q(**{field: person.pk})
        return self.rows().filter(self.only).filter(mine).order_by("pk")

    def rows_that_go(self, person):
        """What of it is removed when the person's details are."""
        return self.rows_of(person).filter(self.goes) if self.at_erasure is AtErasure.GONE else self.rows().none()


@dataclasses.dataclass(frozen=True)
class Category:
    """A kind of data: why it is kept, for how long, who sees it, and where it stands."""

    key: str
    title: Promise
    purpose: Promise
    ground: Ground
    kept: Promise
    seen_by: Promise
    holdings: tuple[Holding, ...] = ()

    @property
    def terms(self):
        """How long it is kept, in sentences: what goes by itself, and what stays."""
        expiring = [f"{holding.name}: {expiry.words}" for holding in self.holdings for expiry in holding.expires]
        return [str(self.kept), *expiring]

    @property
    def fate(self):
        """What becomes of it when a person has the own details removed: pairs of a table's name and its fate."""
        shown = [holding for holding in self.holdings if holding.of or holding.find]
        return [(holding.name, holding.fate) for holding in shown]


def period_in_words(period):
    """“7 days”, “2 years”; “at once” for nothing. A year is 365 days."""
    if not period.days:
        return str(_("at once"))
    years, rest = divmod(period.days, 365)
    if years and rest < 3:
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    return ngettext("%(count)d day", "%(count)d days", period.days) % {"count": period.days}

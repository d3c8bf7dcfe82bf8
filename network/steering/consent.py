"""Where a proposed version stands: which schools answered, and whether it may be adopted.

Consent is reached when a quorum of the schools that take part has given its position and none of them objects; and,
until the last day to answer is over, only once every school has answered (docs/decisions/a-school-has-its-days.md).
"""

import collections
import dataclasses
import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.base import text
from network.schools.models import Network, School
from network.steering.models import Position


class Answer(NamedTuple):
    school: School
    position: Position | None


@dataclasses.dataclass(frozen=True)
class Consent:
    """The answers of the schools that take part, in order of name, and how many of them are a quorum.

    `open_until` is the last day to answer as long as it is not over, None after it.
    """

    answers: tuple[Answer, ...]
    quorum: int
    open_until: datetime.date | None = None

    @property
    def given(self):
        return [answer.position for answer in self.answers if answer.position]

    @property
    def missing(self):
        return [answer.school for answer in self.answers if not answer.position]

    @property
    def objections(self):
        return [position for position in self.given if position.stance == Position.Stance.OBJECTION]

    @property
    def has_quorum(self):
        return bool(self.answers) and len(self.given) >= self.quorum

    @property
    def awaits_answers(self):
        """Whether a school that has not answered still has days to do so."""
        return bool(self.open_until and self.missing)

    @property
    def is_reached(self):
        return self.has_quorum and not self.objections and not self.awaits_answers

    @property
    def tally(self):
        """How many schools took each position, in the order of the positions; those without any left out."""
        return tally(position.stance for position in self.given)

    @property
    def sentence(self):
        """Where it stands, for people."""
        counted = ngettext(
            "%(given)s of %(asked)s school has given its position.",
            "%(given)s of %(asked)s schools have given their position.",
            len(self.answers),
        ) % {"given": len(self.given), "asked": len(self.answers)}
        return f"{counted} {self._what_follows()}"

    def _what_follows(self):
        if self.objections:
            names = ", ".join(str(position.school) for position in self.objections)
            return ngettext(
                "One school objects: %(names)s.", "%(count)s schools object: %(names)s.", len(self.objections)
            ) % {"count": len(self.objections), "names": names}
        if not self.has_quorum:
            return _("At least %(quorum)s are needed.") % {"quorum": self.quorum}
        if self.awaits_answers:
            day = text.short_date(self.open_until)
            return _("Nobody objects so far. Whoever has not answered can do so until %(day)s.") % {"day": day}
        return _("Nobody objects: consent is reached.")

    @property
    def what_happens_next(self):
        """In one sentence what happens when the last day is over, or what can be done now that it is."""
        if self.open_until:
            day = text.short_date(self.open_until)
            return _(
                "After %(day)s the project lead can adopt it if at least %(quorum)s schools have answered and none"
                " objects; a school that says nothing does not count as consenting."
            ) % {"day": day, "quorum": self.quorum}
        if self.objections:
            return _("The term is over and an objection is open: the text is rewritten, or the schools get more time.")
        if not self.has_quorum:
            return _("The term is over without enough answers: the schools get more time, or it is taken back.")
        return _("The term is over: the project lead can adopt it.")

    def position_of(self, school_id):
        return next((position for position in self.given if position.school_id == school_id), None)


def tally(stances):
    """Pairs of the name of a position and how often it was taken, such as [("consent", 4), ("objection", 1)]."""
    counts = collections.Counter(stances)
    return [(stance.label, counts[stance.value]) for stance in Position.Stance if counts[stance.value]]


def consents_of(versions, *, on):
    """The consent of each version, by its key. Three queries, however many versions."""
    schools = list(School.objects.taking_part(on=on).order_by("name", "pk"))
    positions = collections.defaultdict(dict)
    for position in Position.objects.filter(version__in=versions).select_related("school", "given_by"):
        positions[position.version_id][position.school_id] = position
    quorum = max(Network.objects.here().quorum_of(len(schools)), 1)
    return {
        version.pk: Consent(
            answers=tuple(Answer(school, positions[version.pk].get(school.pk)) for school in schools),
            quorum=quorum,
            open_until=version.positions_due_on if version.takes_positions(on=on) else None,
        )
        for version in versions
    }


def consent_of(version, *, on):
    return consents_of([version], on=on)[version.pk]

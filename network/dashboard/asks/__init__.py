"""What is asked of one person: positions, answers, promises. One list over all rooms, oldest deadline first.

Each `Source` is one kind of question: the rows that ask it (`rows.py`), the words around them and the button. The rows
of all sources come in one query.
"""

import dataclasses
import datetime
from collections.abc import Callable

from django.db.models import IntegerField, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.base import text
from network.base.prepared import prepared
from network.dashboard.asks import rows
from network.people.standing import Standing

SOON = datetime.timedelta(days=7)
BACK = datetime.timedelta(days=60)
AHEAD = datetime.timedelta(days=42)


@dataclasses.dataclass(frozen=True, slots=True)
class Ask:
    """One thing that one person is asked to do. `line` gives its shape and colour; `does_it` a button that is all."""

    line: str
    title: str
    about: str
    due_on: datetime.date | None
    when: str
    is_soon: bool
    url: str
    action: str
    does_it: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A kind of question: its rows, its words, its button, and the page `address` which takes some of the columns.

    `whom` says of which standing it is asked: by default of everyone who takes part. The date of a row is a deadline
    `grace` days later, or with `grace=None` the day of the thing itself.
    """

    rows: Callable
    title: Promise | str
    action: Promise
    address: str
    takes: tuple[str, ...] = ("slug",)
    about: Promise | str = "%(about)s"
    grace: int | None = 0
    does_it: bool = False
    whom: Callable = Standing.is_member.fget

    def ask(self, columns, today):
        line, subject, about, day, slug, number = columns
        words = {"subject": subject, "about": about, "slug": slug, "number": number}
        due_on = day + datetime.timedelta(days=self.grace or 0) if day else None
        return Ask(
            line=line,
            title=self.title % words,
            about=self.about % words if about else "",
            due_on=due_on,
            when=in_words(due_on, today, is_deadline=self.grace is not None) if due_on else "",
            is_soon=due_on is not None and due_on <= today + SOON,
            url=reverse(self.address, args=[words[name] for name in self.takes]),
            action=str(self.action),
            does_it=self.does_it,
        )


SOURCES = [
    Source(
        rows.positions,
        gettext_lazy("Give the position of %(subject)s"),
        gettext_lazy("Give your position"),
        address="steering:position_give",
        takes=("slug", "number"),
        about=gettext_lazy("framework “%(about)s”, version %(number)s"),
        whom=Standing.sits_in_steering_group.fget,
    ),
    Source(
        rows.invitations,
        gettext_lazy("Are you coming to “%(subject)s”?"),
        gettext_lazy("Answer"),
        address="activities:activity_detail",
        grace=None,
    ),
    Source(
        rows.promises,
        "%(subject)s",
        gettext_lazy("It is done"),
        address="activities:action_item_done",
        takes=("number",),
        about=gettext_lazy("promised at “%(about)s”"),
        does_it=True,
    ),
    Source(
        rows.looking_back,
        gettext_lazy("Look back on “%(subject)s”"),
        gettext_lazy("Look back"),
        address="theme_meetings:look_back",
        about=gettext_lazy("what you thought of it, and what you are going to try"),
        grace=21,
    ),
    Source(
        rows.harvests,
        gettext_lazy("Did it work, what you tried after “%(subject)s”?"),
        gettext_lazy("Tell how it went"),
        address="practice:harvest_tell",
        takes=("number",),
        grace=63,
    ),
    Source(
        rows.plans_to_agree,
        gettext_lazy("Look at “%(subject)s” and agree to it"),
        gettext_lazy("Look at the plan"),
        address="activities:activity_detail",
        about=gettext_lazy("plan of %(about)s, outside a framework"),
        grace=None,
        whom=Standing.leads_project.fget,
    ),
    Source(
        rows.drafts,
        gettext_lazy("Publish “%(subject)s”: nobody sees it yet"),
        gettext_lazy("Open the draft"),
        address="activities:activity_detail",
        grace=None,
    ),
    Source(
        rows.minutes,
        gettext_lazy("Write the minutes of “%(subject)s”"),
        gettext_lazy("Write the minutes"),
        address="activities:meeting_minutes",
        grace=7,
    ),
    Source(
        rows.attendance,
        gettext_lazy("Note who came to “%(subject)s”"),
        gettext_lazy("Note who came"),
        address="activities:activity_attendance",
        grace=7,
    ),
    Source(
        rows.endorsements,
        gettext_lazy("Tell how far %(subject)s is with the shared vision"),
        gettext_lazy("Tell how far you are"),
        address="steering:endorsement_give",
        takes=("number",),
        whom=Standing.sits_in_steering_group.fget,
    ),
    Source(
        rows.breaches,
        gettext_lazy("Report the data breach “%(subject)s”, or say why not"),
        gettext_lazy("Open the breach"),
        address="privacy_office:breach_detail",
        takes=("number",),
        whom=lambda standing: standing.leads_project or standing.administers,
    ),
]


@prepared
def _everything(**moment):
    """The rows of all sources that ask something of such a person, each behind the index of its source."""
    at = rows.Moment(**moment)
    parts = []
    for index, source in enumerate(SOURCES):
        if not source.whom(at.standing):
            continue
        queryset, columns = source.rows(at)
        parts.append(queryset.values_list(Value(index, IntegerField()), *columns))
    return parts[0].union(*parts[1:], all=True)


def asks_of(user, *, now):
    """Everything that is asked of a person at a moment (aware), the oldest deadline first. One query."""
    today, standing = timezone.localdate(now), user.standing.outline()
    if not standing.is_member:
        return []
    moment = {"person": user.pk, "now": now, "since": now - BACK, "until": now + AHEAD}
    if standing.sits_in_steering_group:
        moment["today"] = today
    found = _everything(standing=standing, **moment)
    asks = [SOURCES[index].ask(columns, today) for index, *columns in found]
    return sorted(asks, key=lambda ask: (ask.due_on or datetime.date.max, ask.title))


def in_words(day, today, *, is_deadline):
    """“before Friday 27 November” for a deadline; for the day of the thing itself the day alone."""
    if day == today:
        return _("today")
    if day == today + datetime.timedelta(days=1):
        return _("tomorrow")
    written = text.weekday_and_date(day)
    if not is_deadline:
        return written
    return _("before %(day)s") % {"day": written} if day > today else _("was asked before %(day)s") % {"day": written}

"""What is asked of one person: positions, answers, promises. One list over all rooms, oldest deadline first.

Each `Source` is one kind of question: the rows that ask it, the words around them and the button. The rows of all
sources come in one query.
"""

import dataclasses
import datetime
from collections.abc import Callable

from django.db.models import DateField, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.activities.models import ActionItem, Activity, Invitation, Minutes, Registration
from network.base.prepared import prepared
from network.people.models import Appointment, Membership
from network.people.standing import Role
from network.schools.models import School
from network.steering.models import Endorsement, FrameworkVersion, Position, SharedVision

SOON = datetime.timedelta(days=7)
BACK = datetime.timedelta(days=60)
AHEAD = datetime.timedelta(days=42)

EMPTY, NOTHING, NO_DAY = Value(""), Value(0, IntegerField()), Value(None, DateField())


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
class Moment:
    """Of whom and when it is asked. These are the parameters of the one query (see `network.base.prepared`)."""

    person: int
    today: datetime.date
    now: datetime.datetime
    since: datetime.datetime
    until: datetime.datetime


def row(queryset, *, line, subject, about=EMPTY, due_on=NO_DAY, slug=EMPTY, number=NOTHING):
    """The same columns for every source, so that their rows make one list."""
    return queryset.order_by(), (line, subject, about, due_on, slug, number)


# Who is meant


def _voices(at):
    """Where this person speaks for a school: as its leader or as stand-in."""
    leader = Q(function=Role.SCHOOL_LEADER.value) | Q(is_stand_in=True)
    return Membership.objects.current(on=at.today).filter(leader, user=at.person, school__isnull=False)


def _leads(at):
    """A condition: this person leads the project."""
    return Exists(Appointment.objects.current(on=at.today).filter(user=at.person, office=Role.PROJECT_LEAD.value))


# What is asked


def positions(at):
    given = Position.objects.filter(version=OuterRef(OuterRef("pk")), school=OuterRef("school"))
    silent = _voices(at).filter(~Exists(given)).order_by("school__name")
    versions = FrameworkVersion.objects.open_for_positions(on=at.today).annotate(
        silent=Subquery(silent.values("school__name")[:1])
    )
    return row(
        versions.filter(silent__isnull=False),
        line=Value("steering"),
        subject=F("silent"),
        about=F("framework__title"),
        due_on=F("positions_due_on"),
        slug=F("framework__slug"),
        number=F("number"),
    )


def invitations(at):
    return row(
        Invitation.objects.open(now=at.now).filter(user=at.person),
        line=F("activity__kind"),
        subject=F("activity__title"),
        about=F("activity__place"),
        due_on=TruncDate("activity__starts_at"),
        slug=F("activity__slug"),
    )


def promises(at):
    return row(
        ActionItem.objects.open().filter(owner=at.person),
        line=Coalesce("activity__kind", Value("steering")),
        subject=F("title"),
        about=Coalesce("activity__title", EMPTY),
        due_on=F("due_on"),
        number=F("pk"),
    )


def plans_to_agree(at):
    """What a working group asked the project lead to agree to."""
    plans = Activity.objects.awaiting_agreement().not_begun(now=at.now)
    return row(
        plans.filter(_leads(at), working_group__isnull=False),
        line=F("kind"),
        subject=F("title"),
        about=F("working_group__name"),
        due_on=TruncDate("starts_at"),
        slug=F("slug"),
    )


def drafts(at):
    """Drafts of one's own whose day comes near; those that wait for the project lead are not for their maker now."""
    mine = Activity.objects.draft().filter(created_by=at.person, asked_at=None)
    return row(
        mine.filter(starts_at__gt=at.now, starts_at__lt=at.until),
        line=F("kind"),
        subject=F("title"),
        due_on=TruncDate("starts_at"),
        slug=F("slug"),
    )


def _held(at):
    """Activities that ended some time ago, but not so long that nobody remembers."""
    return Activity.objects.published().filter(ends_at__lte=at.now, ends_at__gt=at.since)


def minutes(at):
    steering, group = Activity.Kind.STEERING_MEETING, Activity.Kind.GROUP_MEETING
    mine = Q(created_by=at.person) | Q(_leads(at), kind=steering)
    unwritten = ~Exists(Minutes.objects.filter(activity=OuterRef("pk")))
    return row(
        _held(at).filter(mine, unwritten, kind__in=[steering, group]),
        line=F("kind"),
        subject=F("title"),
        due_on=TruncDate("ends_at"),
        slug=F("slug"),
    )


def attendance(at):
    unknown = Registration.objects.confirmed().filter(activity=OuterRef("pk"), was_present=None)
    return row(
        _held(at).filter(Exists(unknown), created_by=at.person),
        line=F("kind"),
        subject=F("title"),
        due_on=TruncDate("ends_at"),
        slug=F("slug"),
    )


def endorsements(at):
    visions = SharedVision.objects.filter(adopted_at__isnull=False).order_by("-number")
    given = Endorsement.objects.filter(school=OuterRef("pk"), vision=Subquery(visions.values("pk")[:1]))
    schools = School.objects.filter(~Exists(given), Exists(visions), pk__in=_voices(at).values("school"))
    return row(schools, line=Value("steering"), subject=F("name"), number=F("pk"))


# How it is asked


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A kind of question: its rows, its words, its button, and the page `address` which takes some of the columns.

    The date of a row is a deadline `grace` days later, or with `grace=None` the day of the thing itself.
    """

    rows: Callable
    title: Promise | str
    action: Promise
    address: str
    takes: tuple[str, ...] = ("slug",)
    about: Promise | str = "%(about)s"
    grace: int | None = 0
    does_it: bool = False

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
        positions,
        gettext_lazy("Give the position of %(subject)s"),
        gettext_lazy("Give your position"),
        address="steering:position_give",
        takes=("slug", "number"),
        about=gettext_lazy("framework “%(about)s”, version %(number)s"),
    ),
    Source(
        invitations,
        gettext_lazy("Are you coming to “%(subject)s”?"),
        gettext_lazy("Answer"),
        address="activities:activity_detail",
        grace=None,
    ),
    Source(
        promises,
        "%(subject)s",
        gettext_lazy("It is done"),
        address="activities:action_item_done",
        takes=("number",),
        about=gettext_lazy("promised at “%(about)s”"),
        does_it=True,
    ),
    Source(
        plans_to_agree,
        gettext_lazy("Look at “%(subject)s” and agree to it"),
        gettext_lazy("Look at the plan"),
        address="activities:activity_detail",
        about=gettext_lazy("plan of %(about)s, outside a framework"),
        grace=None,
    ),
    Source(
        drafts,
        gettext_lazy("Publish “%(subject)s”: nobody sees it yet"),
        gettext_lazy("Open the draft"),
        address="activities:activity_detail",
        grace=None,
    ),
    Source(
        minutes,
        gettext_lazy("Write the minutes of “%(subject)s”"),
        gettext_lazy("Write the minutes"),
        address="activities:meeting_minutes",
        grace=7,
    ),
    Source(
        attendance,
        gettext_lazy("Note who came to “%(subject)s”"),
        gettext_lazy("Note who came"),
        address="activities:activity_attendance",
        grace=7,
    ),
    Source(
        endorsements,
        gettext_lazy("Tell how far %(subject)s is with the shared vision"),
        gettext_lazy("Tell how far you are"),
        address="steering:endorsement_give",
        takes=("number",),
    ),
]


@prepared
def _everything(**moment):
    """The rows of all sources, each behind the index of its source."""
    at = Moment(**moment)
    parts = []
    for index, source in enumerate(SOURCES):
        rows, columns = source.rows(at)
        parts.append(rows.values_list(Value(index, IntegerField()), *columns))
    return parts[0].union(*parts[1:], all=True)


def asks_of(user, *, now):
    """Everything that is asked of a person at a moment (aware), the oldest deadline first. One query."""
    today = timezone.localdate(now)
    rows = _everything(person=user.pk, today=today, now=now, since=now - BACK, until=now + AHEAD)
    asks = [SOURCES[index].ask(columns, today) for index, *columns in rows]
    return sorted(asks, key=lambda ask: (ask.due_on or datetime.date.max, ask.title))


def in_words(day, today, *, is_deadline):
    """“before Friday 27 November” for a deadline; for the day of the thing itself the day alone."""
    if day == today:
        return _("today")
    if day == today + datetime.timedelta(days=1):
        return _("tomorrow")
    written = date_format(day, "l j F")
    if not is_deadline:
        return written
    return _("before %(day)s") % {"day": written} if day > today else _("was asked before %(day)s") % {"day": written}

"""The rows that ask something of a person: one function per kind, with the same columns, for one union."""

import dataclasses
import datetime

from django.db.models import DateField, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from network.activities.models import ActionItem, Activity, CoEditor, Invitation, Minutes, Registration
from network.people.models import Membership
from network.people.models.membership import stands_in
from network.people.standing import Role, Standing
from network.privacy.models import Breach
from network.privacy.models.breach import TIME_TO_REPORT
from network.schools.models import School
from network.steering.models import Endorsement, FrameworkVersion, Position, SharedVision
from network.theme_meetings.models import Harvest

LOOKED_BACK_ON = datetime.timedelta(days=21)
EMPTY, NOTHING, NO_DAY = Value(""), Value(0, IntegerField()), Value(None, DateField())


@dataclasses.dataclass(frozen=True, slots=True)
class Moment:
    """Of whom and when it is asked: the parameters of the one query, and the standing that gives it its form.

    `today` is only there for who speaks for a school (see `network.base.prepared`).
    """

    standing: Standing
    person: int
    now: datetime.datetime
    since: datetime.datetime
    until: datetime.datetime
    today: datetime.date | None = None


def row(queryset, *, line, subject, about=EMPTY, due_on=NO_DAY, slug=EMPTY, number=NOTHING):
    """The same columns for every source, so that their rows make one list."""
    return queryset.order_by(), (line, subject, about, due_on, slug, number)


# Who is meant


def _voices(at):
    """Where this person speaks for a school: as its leader or as stand-in."""
    leader = Q(function=Role.SCHOOL_LEADER.value) | stands_in(at.today)
    return Membership.objects.current(on=at.today).filter(leader, user=at.person, school__isnull=False)


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
        Invitation.objects.open(now=at.now).filter(user=at.person).exclude(invited_by=at.person),
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


def looking_back(at):
    """Theme meetings at which one was, of the last weeks, about which one has said nothing yet."""
    was_there = Registration.objects.counting().filter(user=at.person, was_present=True, activity__ends_at__lte=at.now)
    mine = was_there.annotate(forgotten_at=F("activity__ends_at") + Value(LOOKED_BACK_ON)).filter(
        activity__kind=Activity.Kind.THEME_MEETING, forgotten_at__gt=at.now, harvest=None, evaluation_given=None
    )
    return row(
        mine,
        line=F("activity__kind"),
        subject=F("activity__title"),
        due_on=TruncDate("activity__ends_at"),
        slug=F("activity__slug"),
    )


def harvests(at):
    """What one was going to try, once six weeks are over."""
    return row(
        Harvest.objects.ripe(now=at.now).filter(registration__user=at.person),
        line=F("registration__activity__kind"),
        subject=F("registration__activity__title"),
        due_on=TruncDate("registration__activity__ends_at"),
        number=F("pk"),
    )


def plans_to_agree(at):
    """What a working group asked the project lead to agree to."""
    plans = Activity.objects.awaiting_agreement().not_begun(now=at.now)
    return row(
        plans.filter(working_group__isnull=False),
        line=F("kind"),
        subject=F("title"),
        about=F("working_group__name"),
        due_on=TruncDate("starts_at"),
        slug=F("slug"),
    )


def _made(at):
    """What this person made or organises along."""
    along = CoEditor.objects.filter(user=at.person).values("activity")
    return Q(created_by=at.person) | Q(pk__in=along)


def drafts(at):
    """Drafts of one's own whose day comes near; those that wait for the project lead are not for their maker now."""
    mine = Activity.objects.draft().filter(_made(at), asked_at=None)
    return row(
        mine.filter(starts_at__gt=at.now, starts_at__lt=at.until),
        line=F("kind"),
        subject=F("title"),
        due_on=TruncDate("starts_at"),
        slug=F("slug"),
    )


def _held(at):
    """Activities that ended some time ago, but not so long that nobody remembers."""
    return Activity.objects.published().filter(ends_at__lte=at.now, ends_at__gt=at.since, archived_at=None)


def minutes(at):
    """For whoever may still write them: see `can_write_minutes` of the activities."""
    steering, group = Q(kind=Activity.Kind.STEERING_MEETING), Q(kind=Activity.Kind.GROUP_MEETING)
    made = Q(created_by=at.person)
    mine = made & group
    if at.standing.sits_in_steering_group:
        mine |= made & steering
    if at.standing.leads_project:
        mine |= steering
    unwritten = ~Exists(Minutes.objects.filter(activity=OuterRef("pk")))
    return row(
        _held(at).filter(mine, unwritten),
        line=F("kind"),
        subject=F("title"),
        due_on=TruncDate("ends_at"),
        slug=F("slug"),
    )


def attendance(at):
    unknown = Registration.objects.confirmed().filter(activity=OuterRef("pk"), was_present=None)
    return row(
        _held(at).filter(_made(at), Exists(unknown)),
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


def breaches(at):
    """Data breaches of which the authority does not know; due when their clock ends."""
    return row(
        Breach.objects.unreported(),
        line=Value("steering"),
        subject=F("title"),
        due_on=TruncDate(F("discovered_at") + Value(TIME_TO_REPORT)),
        number=F("pk"),
    )

"""What is asked of one person: positions, answers, promises. One list over all rooms, oldest deadline first.

Each `Source` is one kind of question: the rows that ask it, and the words and button it is shown with. The rows of all
sources come in one query. They are written in SQL, because this list is on the page that everyone opens first and the
ORM needs five times as long to compose the union as PostgreSQL needs to answer it.
"""

import dataclasses
import datetime

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SOON = datetime.timedelta(days=7)


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
    """A kind of question. Its SELECT gives line, subject, about, due_on, slug and number, in that order.

    It may use the parameters `user`, `voices` and `schools` (keys of schools), `leads`, `now` and `zone`. `address` is
    the name of the page to go to, which takes the columns named in `takes`.
    """

    title: Promise
    about: Promise
    action: Promise
    address: str
    takes: tuple[str, ...]
    select: str
    is_deadline: bool = True
    does_it: bool = False

    def ask(self, line, today, **row):
        due_on = row["due_on"]
        return Ask(
            line=line,
            title=self.title % row,
            about=self.about % row if row["about"] else "",
            due_on=due_on,
            when=in_words(due_on, today, is_deadline=self.is_deadline) if due_on else "",
            is_soon=due_on is not None and due_on <= today + SOON,
            url=reverse(self.address, args=[row[name] for name in self.takes]),
            action=str(self.action),
            does_it=self.does_it,
        )


SOURCES = [
    Source(
        title=gettext_lazy("Give the position of %(subject)s"),
        about=gettext_lazy("framework “%(about)s”, version %(number)s"),
        action=gettext_lazy("Give your position"),
        address="steering:position_give",
        takes=("slug", "number"),
        select="""
            SELECT 'steering', school.name, framework.title, version.positions_due_on, framework.slug, version.number
            FROM steering_frameworkversion version
            JOIN steering_framework framework ON framework.id = version.framework_id
            JOIN schools_school school ON school.id = ANY(%(voices)s)
            WHERE version.state = 'proposed' AND NOT EXISTS (
                SELECT FROM steering_position given WHERE given.version_id = version.id AND given.school_id = school.id)
        """,
    ),
    Source(
        title=gettext_lazy("Are you coming to “%(subject)s”?"),
        about=gettext_lazy("%(about)s"),
        action=gettext_lazy("Answer"),
        address="activities:activity_detail",
        takes=("slug",),
        is_deadline=False,
        select="""
            SELECT activity.kind, activity.title, activity.place,
                (activity.starts_at AT TIME ZONE %(zone)s)::date, activity.slug, 0
            FROM activities_invitation invitation
            JOIN activities_activity activity ON activity.id = invitation.activity_id
            WHERE invitation.user_id = %(user)s AND invitation.declined_at IS NULL
                AND activity.state = 'published' AND activity.starts_at > %(now)s
                AND NOT EXISTS (
                    SELECT FROM activities_registration seat
                    WHERE seat.activity_id = activity.id AND seat.user_id = %(user)s AND seat.state <> 'cancelled')
        """,
    ),
    Source(
        title=gettext_lazy("%(subject)s"),
        about=gettext_lazy("you promised this at “%(about)s”"),
        action=gettext_lazy("It is done"),
        address="activities:action_item_done",
        takes=("number",),
        does_it=True,
        select="""
            SELECT coalesce(meeting.kind, 'steering'), promise.title, coalesce(meeting.title, ''),
                promise.due_on, '', promise.id
            FROM activities_actionitem promise
            LEFT JOIN activities_activity meeting ON meeting.id = promise.activity_id
            WHERE promise.owner_id = %(user)s AND promise.done_at IS NULL
        """,
    ),
    Source(
        title=gettext_lazy("Look at “%(subject)s” and agree to it"),
        about=gettext_lazy("a plan of %(about)s outside a framework"),
        action=gettext_lazy("Look at the plan"),
        address="activities:activity_detail",
        takes=("slug",),
        is_deadline=False,
        select="""
            SELECT activity.kind, activity.title, team.name,
                (activity.starts_at AT TIME ZONE %(zone)s)::date, activity.slug, 0
            FROM activities_activity activity JOIN working_groups_workinggroup team ON team.id = activity.working_group_id
            WHERE %(leads)s AND activity.state = 'draft' AND activity.starts_at > %(now)s
                AND activity.created_by_id <> %(user)s
                AND NOT EXISTS (
                    SELECT FROM steering_frameworkversion version
                    WHERE version.framework_id = activity.framework_id AND version.state = 'adopted')
        """,
    ),
    Source(
        title=gettext_lazy("Publish “%(subject)s”"),
        about=gettext_lazy("%(about)s"),
        action=gettext_lazy("Open the draft"),
        address="activities:activity_detail",
        takes=("slug",),
        is_deadline=False,
        select="""
            SELECT kind, title, %(nobody_sees_it)s, (starts_at AT TIME ZONE %(zone)s)::date, slug, 0
            FROM activities_activity
            WHERE created_by_id = %(user)s AND state = 'draft'
                AND starts_at > %(now)s AND starts_at < %(now)s + interval '42 days'
        """,
    ),
    Source(
        title=gettext_lazy("Write the minutes of “%(subject)s”"),
        about=gettext_lazy("%(about)s"),
        action=gettext_lazy("Write the minutes"),
        address="activities:meeting_minutes",
        takes=("slug",),
        select="""
            SELECT kind, title, '', (ends_at AT TIME ZONE %(zone)s)::date + 7, slug, 0
            FROM activities_activity meeting
            WHERE (created_by_id = %(user)s OR %(leads)s AND kind = 'steering_meeting')
                AND kind IN ('steering_meeting', 'group_meeting') AND state = 'published'
                AND ends_at <= %(now)s AND ends_at > %(now)s - interval '60 days'
                AND NOT EXISTS (SELECT FROM activities_minutes minutes WHERE minutes.activity_id = meeting.id)
        """,
    ),
    Source(
        title=gettext_lazy("Note who came to “%(subject)s”"),
        about=gettext_lazy("%(about)s"),
        action=gettext_lazy("Note who came"),
        address="activities:activity_attendance",
        takes=("slug",),
        select="""
            SELECT kind, title, '', (ends_at AT TIME ZONE %(zone)s)::date + 7, slug, 0
            FROM activities_activity activity
            WHERE created_by_id = %(user)s AND state = 'published'
                AND ends_at <= %(now)s AND ends_at > %(now)s - interval '60 days'
                AND EXISTS (
                    SELECT FROM activities_registration seat
                    WHERE seat.activity_id = activity.id AND seat.state = 'confirmed' AND seat.was_present IS NULL)
        """,
    ),
    Source(
        title=gettext_lazy("Tell how far %(subject)s is with the shared vision"),
        about=gettext_lazy("%(about)s"),
        action=gettext_lazy("Tell how far you are"),
        address="steering:endorsement_give",
        takes=("number",),
        select="""
            SELECT 'steering', school.name, '', NULL::date, '', school.id
            FROM schools_school school
            JOIN (SELECT id FROM steering_sharedvision WHERE adopted_at IS NOT NULL ORDER BY number DESC LIMIT 1) vision
                ON school.id = ANY(%(voices)s)
            WHERE NOT EXISTS (
                SELECT FROM steering_endorsement given
                WHERE given.vision_id = vision.id AND given.school_id = school.id)
        """,
    ),
]
ALL = (
    " UNION ALL ".join(f"SELECT {kind}, rows.* FROM ({source.select}) rows" for kind, source in enumerate(SOURCES))
    + " ORDER BY 5 NULLS LAST, 1, 3, 7"
)


def asks_of(user, *, now):
    """Everything that is asked of a person at a moment (aware), the oldest deadline first. One query."""
    standing, today = user.standing, timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute(
            ALL,
            {
                "user": user.pk,
                "voices": list(standing.voice_school_ids),
                "leads": standing.leads_project,
                "now": now,
                "zone": timezone.get_current_timezone_name(),
                "nobody_sees_it": _("nobody else sees it yet"),
            },
        )
        rows = cursor.fetchall()
    names = ("subject", "about", "due_on", "slug", "number")
    return [SOURCES[kind].ask(line, today, **dict(zip(names, row, strict=True))) for kind, line, *row in rows]


def in_words(day, today, *, is_deadline):
    """“before Friday 27 November” for a deadline; for the day of the thing itself the day alone."""
    if day == today:
        return _("today")
    if day == today + datetime.timedelta(days=1):
        return _("tomorrow")
    words = {"day": date_format(day, "l j F")}
    if not is_deadline:
        return words["day"]
    return _("before %(day)s") % words if day > today else _("was asked before %(day)s") % words

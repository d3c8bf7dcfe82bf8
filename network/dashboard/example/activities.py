"""The agenda: theme meetings with a programme, school visits, meetings of groups, a network day."""

import datetime
import functools
import uuid

from network.activities.models import Activity, CoEditor, Series
from network.dashboard.example.calendar import moment
from network.dashboard.example.reading import read
from network.people.audience import Audience
from network.theme_meetings.models import ProgrammeItem, ThemeMeeting
from network.visits.models import SchoolVisit

MODELS = {Activity.Kind.THEME_MEETING: ThemeMeeting, Activity.Kind.SCHOOL_VISIT: SchoolVisit}
OWN_TEXTS = ["takeaway", "learning_question", "what_to_observe"]
CALENDAR_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "voorbeeld.example")


@functools.cache
def specs():
    """All activities as the texts have them."""
    return [row for name in ("theme_meetings", "school_visits", "meetings") for row in read(name)["activity"]]


def load(made):
    programme, series = [], load_series(made)
    for row in specs():
        activity = made.activities[row["slug"]] = activity_of(made, row)
        activity.series = series.get(row.get("series"))
        activity.save()
        programme += [part_of(activity, made.days[row["slug"]], part) for part in row.get("programme", [])]
        CoEditor.objects.bulk_create(co_editors_of(made, row, activity))
    ProgrammeItem.objects.bulk_create(programme)


def activity_of(made, row):
    day = made.days[row["slug"]]
    starts, ends = row["time"].split("–")
    model = MODELS.get(row["kind"], Activity)
    return model(
        kind=row["kind"],
        title=row["title"],
        slug=row["slug"],
        summary=row["summary"],
        description=row.get("description", ""),
        audience=Audience[row["audience"]],
        place=row.get("place", ""),
        directions=row.get("directions", ""),
        online_link=row.get("online_link", ""),
        starts_at=moment(day, starts),
        ends_at=moment(day, ends),
        calendar_uid=uuid.uuid5(CALENDAR_NAMES, row["slug"]),
        **{field: row[field] for field in OWN_TEXTS if field in row},
        **links_of(made, row),
        **seats_of(made, row, day),
        **state_of(made, row, day),
    )


def load_series(made):
    rows = read("theme_meetings").get("series", [])
    return {
        row["slug"]: Series.objects.create(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            made_by=made.people[row["by"]],
            made_at=made.calendar.ago(30),
        )
        for row in rows
    }


def co_editors_of(made, row, activity):
    by, at = activity.created_by, activity.created_at
    return [
        CoEditor(activity=activity, user=made.people[key], added_by=by, added_at=at) for key in row.get("along", [])
    ]


def links_of(made, row):
    """The school, group, framework, goal and theme that an activity belongs to."""
    return {
        "host_school": made.schools.get(row.get("host")),
        "working_group": made.groups.get(row.get("group")),
        "framework": made.frameworks.get(row.get("framework")),
        "goal": made.goals.get(row.get("goal")),
        "theme": made.themes.get(row.get("theme")),
    }


def seats_of(made, row, day):
    places = {"capacity": row.get("capacity"), "register_until": end_of_registering(made, row, day)}
    if not row.get("kept"):
        return places
    until = moment(made.calendar.day_before(day, 5), "17.00")
    return {**places, "kept_per_school": row["kept"], "kept_until": until}


def end_of_registering(made, row, day):
    if "closes" not in row:
        return None
    return moment(made.calendar.day_before(day, row["closes"]) + datetime.timedelta(days=1), "0.00")


def state_of(made, row, day):
    by, state = made.people[row["by"]], row.get("state", Activity.State.PUBLISHED)
    fields = {"state": state, "created_by": by, "created_at": made.calendar.earlier(day, 32)}
    fields["is_template"] = row.get("is_template", False)
    if state != Activity.State.DRAFT:
        fields |= {"published_by": by, "published_at": made.calendar.earlier(day, 30)}
    if state == Activity.State.CANCELLED:
        fields |= {"cancelled_by": by, "cancelled_at": made.calendar.ago(2), "calendar_sequence": 1}
        fields["cancelled_because"] = row["cancelled_because"]
    return fields


def part_of(meeting, day, part):
    starts, ends = part["time"].split("–")
    texts = {key: part[key] for key in ("title", "summary", "led_by") if key in part}
    return ProgrammeItem(meeting=meeting, starts_at=moment(day, starts), ends_at=moment(day, ends), **texts)

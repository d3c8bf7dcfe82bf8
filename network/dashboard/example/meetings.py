"""What the steering group works with: agenda items, minutes and action items."""

from network.activities.models import ActionItem, AgendaItem, Minutes
from network.dashboard.example.calendar import moment
from network.dashboard.example.reading import read


def load(made):
    content = read("steering_work")
    AgendaItem.objects.bulk_create(agenda_items(made, content["item"]))
    ActionItem.objects.bulk_create(action_items(made, content["action"]))
    Minutes.objects.bulk_create(minutes_of(made, row) for row in content["minutes"])


def agenda_items(made, rows):
    """Items in the order of the file; those of a meeting that is over were handled, and decided, there."""
    for rank, row in enumerate(rows, start=1):
        meeting = made.activities.get(row.get("meeting"))
        is_over = meeting and meeting.is_over(now=made.calendar.now)
        yield AgendaItem(
            activity=meeting,
            title=row["title"],
            purpose=row["purpose"],
            minutes=row["minutes"],
            note=row["note"],
            owner=made.people[row["by"]],
            version=made.versions[tuple(row["version"])] if "version" in row else None,
            **{"outcome" if is_over else "decision": made.decisions.get(row.get("decision"))},
            rank=rank,
            created_at=meeting.created_at if meeting else made.calendar.ago(row["ago"]),
            handled_at=meeting.ends_at if is_over else None,
        )


def action_items(made, rows):
    calendar = made.calendar
    for row in rows:
        meeting = made.activities[row["meeting"]]
        owner = made.people[row["by"]]
        is_done = "done" in row
        yield ActionItem(
            activity=meeting,
            title=row["title"],
            owner=owner,
            due_on=calendar.day(row["due"]),
            created_by=made.people["projectleider"],
            created_at=meeting.ends_at,
            done_by=owner if is_done else None,
            done_at=calendar.ago(row["done"]) if is_done else None,
        )


def minutes_of(made, row):
    """Minutes of one meeting, adopted at the end of another if the text says so."""
    meeting, lead = made.activities[row["meeting"]], made.people["projectleider"]
    adopted_in = made.activities.get(row.get("adopted_in"))
    return Minutes(
        activity=meeting,
        text=row["text"],
        written_by=lead,
        written_at=moment(made.days[row["meeting"]], "13.15"),
        adopted_by=lead if adopted_in else None,
        adopted_at=adopted_in.ends_at if adopted_in else None,
    )

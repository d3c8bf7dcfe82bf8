"""The shared vision with its goals, frameworks in every state, and decisions.

The database guards the road of a framework, so each version walks it: proposed, positions given, adopted, superseded.
"""

from network.dashboard.example.calendar import moment
from network.dashboard.example.reading import read
from network.steering.actions.adoption import as_recorded, history_of
from network.steering.consent import consent_of
from network.steering.models import (
    Decision,
    Endorsement,
    Framework,
    FrameworkVersion,
    Goal,
    ObjectionRemark,
    Position,
    SharedVision,
)
from network.steering.paragraphs import identify_version, identify_vision

State = FrameworkVersion.State


def load(made):
    load_vision(made, read("vision"))
    for row in read("frameworks")["framework"]:
        load_framework(made, row)
    for row in read("decisions")["decision"]:
        load_decision(made, row, decided_at=decided_at(made, row.pop("decided")))


def load_vision(made, content):
    lead, calendar = made.people["projectleider"], made.calendar
    for row in content["vision"]:
        vision = SharedVision(
            number=row["number"], text=row["text"], adopted_by=lead, adopted_at=calendar.ago(row["adopted"])
        )
        identify_vision(vision)
        vision.save()
    since = calendar.beginning
    goals = Goal.objects.bulk_create(Goal(**row, starts_on=since) for row in content["goal"])
    made.goals = {goal.slug: goal for goal in goals}
    Endorsement.objects.bulk_create(
        Endorsement(
            vision=vision,
            school=made.schools[row["school"]],
            level=row["level"],
            note=row["note"],
            given_by=made.people[row["by"]],
            given_at=calendar.ago(row["given"]),
        )
        for row in content["endorsement"]
    )


def load_framework(made, row):
    author = made.people[row["by"]]
    first = row["version"][0]
    framework = made.frameworks[row["slug"]] = Framework.objects.create(
        title=row["title"], slug=row["slug"], created_by=author, created_at=made.calendar.ago(first["written"])
    )
    framework.goals.set(made.goals[slug] for slug in row["goals"])
    for version in row["version"]:
        load_version(made, framework, author, version)


def load_version(made, framework, author, row):
    calendar = made.calendar
    version = FrameworkVersion(
        framework=framework,
        number=row["number"],
        text=row["text"],
        mandate=row["mandate"],
        written_by=author,
        written_at=calendar.ago(row["written"]),
    )
    if "proposed" in row:
        version.state, version.proposed_by = State.PROPOSED, made.people["projectleider"]
        version.proposed_at = calendar.ago(row["proposed"])
        version.positions_due_on = calendar.day(row["due"])
    identify_version(version)
    version.save()
    made.versions[framework.slug, version.number] = version
    load_positions(made, version, row.get("position", []))
    finish(made, version, row)


def load_positions(made, version, rows):
    Position.objects.bulk_create(
        Position(
            version=version,
            school=made.schools[row["school"]],
            stance=row["stance"],
            reason=row.get("reason", ""),
            given_by=made.people[row["by"]],
            given_at=made.calendar.ago(row["given"], row.get("at", "12.40")),
        )
        for row in rows
    )
    load_remarks(made, version, rows)


def load_remarks(made, version, rows):
    """What was said below the objections."""
    of_school = {position.school: position for position in version.positions.select_related("school")}
    ObjectionRemark.objects.bulk_create(
        ObjectionRemark(
            position=of_school[made.schools[row["school"]]],
            text=said["text"],
            written_by=made.people[said["by"]],
            written_at=made.calendar.ago(said["written"], "16.10"),
        )
        for row in rows
        for said in row.get("remark", [])
    )


def finish(made, version, row):
    """Bring a version to its last state: adopted with its decision, superseded, or withdrawn."""
    if row["state"] in (State.ADOPTED, State.SUPERSEDED):
        supersede_the_one_in_force(version.framework)
        version.state, version.adopted_by = State.ADOPTED, made.people["projectleider"]
        version.adopted_at = decided_at(made, row["adopted"])
        version.save()
        load_decision(made, row["decision"], decided_at=version.adopted_at, version=version)
    elif row["state"] == State.WITHDRAWN:
        version.state = State.WITHDRAWN
        version.save()


def supersede_the_one_in_force(framework):
    FrameworkVersion.objects.in_force().filter(framework=framework).update(state=State.SUPERSEDED)


def decided_at(made, when):
    """The end of a meeting (its name), or so many school days ago."""
    return moment(made.days[when], "10.20") if isinstance(when, str) else made.calendar.ago(when, "10.20")


def load_decision(made, row, *, decided_at, version=None):
    consent = consent_of(version, on=made.calendar.today) if version else None
    made.decisions[row["title"]] = Decision.objects.create(
        title=row["title"],
        text=row["text"],
        version=version,
        positions=as_recorded(consent, history_of(version)) if consent else [],
        decided_by=made.people["projectleider"],
        decided_at=decided_at,
        review_on=made.calendar.day(row["review"]) if "review" in row else None,
    )

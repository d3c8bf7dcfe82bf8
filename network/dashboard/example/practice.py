"""Practice stories on several rungs of the sharing ladder, and what colleagues said to them."""

from network.dashboard.example.reading import read
from network.people.audience import Audience
from network.practice.models import PracticeStory, Response


def load(made):
    for row in read("stories")["story"]:
        story = story_of(made, row)
        story.save()
        Response.objects.bulk_create(
            Response(
                story=story,
                author=made.people[answer["by"]],
                kind=answer["kind"],
                text=answer["text"],
                said_to=story.audience,
                written_at=made.calendar.ago(answer["ago"], "19.40"),
            )
            for answer in row.get("response", [])
        )


def story_of(made, row):
    author, calendar = made.people[row["by"]], made.calendar
    return PracticeStory(
        author=author,
        school=made.homes[author.pk]["school"],
        working_group=made.groups.get(row.get("group")),
        title=row["title"],
        slug=row["slug"],
        wanted=row["wanted"],
        did=row["did"],
        happened=row["happened"],
        differently=row["differently"],
        theme=made.themes.get(row.get("theme")),
        framework=made.frameworks.get(row.get("framework")),
        activity=made.activities.get(row.get("activity")),
        audience=Audience[row["audience"]],
        written_at=calendar.ago(row["written"], "20.15"),
        published_at=calendar.ago(row["published"], "20.30") if "published" in row else None,
    )

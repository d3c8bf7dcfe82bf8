"""Working groups with their members, frameworks and themes."""

from network.dashboard.example.reading import read
from network.working_groups.models import GroupMembership, WorkingGroup


def load(made):
    since = made.calendar.beginning
    for row in read("working_groups")["working_group"]:
        group = made.groups[row["slug"]] = WorkingGroup.objects.create(
            name=row["name"], slug=row["slug"], purpose=row["purpose"], starts_on=since
        )
        group.frameworks.set(made.frameworks[slug] for slug in row["frameworks"])
        group.themes.set(made.themes[slug] for slug in row["themes"])
        GroupMembership.objects.bulk_create(
            GroupMembership(group=group, user=made.people[key], is_chair=key == row["chair"], starts_on=since)
            for key in [row["chair"], *row["members"]]
        )

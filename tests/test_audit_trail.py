"""Whatever changes is in the audit trail, however it was written; and the trail itself never changes."""

import pghistory
import pytest
from django.apps import apps
from django.db import InternalError, connection
from pgtrigger import registry

from network.schools.models import School
from tests.factories import (
    FrameworkFactory,
    GoalFactory,
    PracticeStoryFactory,
    SchoolBoardFactory,
    SchoolFactory,
    SectorFactory,
    project_lead,
)

pytestmark = pytest.mark.django_db
SchoolEvent = apps.get_model("schools.SchoolEvent")

# What was told, people's mail and sessions, keys of forms, and lines of a list that lead to invitations: none belongs
# in a trail that is kept.
# A link is made or removed, never changed.
LINKS = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.auto_created}
NOT_AUDITED = {
    *("steering_positionchange", "steering_positionreminder"),  # the first is a trail itself
    *("activities_notice", "base_outgoingmail", "base_sentform", "people_invitationrow", "people_session"),
    *("theme_meetings_evaluationsheet", "theme_meetings_evaluationgiven"),  # a trail would tell who said what
}


def trail(**wanted):
    """What was written down: pairs of what happened and the name that the school has since."""
    return list(SchoolEvent.objects.filter(**wanted).order_by("pgh_id").values_list("pgh_label", "name"))


def tables_of_the_network():
    """Every table with content, those behind a many-to-many field too, with the names of its triggers."""
    models = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("network.")]
    triggers = {model._meta.db_table: set() for model in models if not issubclass(model, pghistory.models.Event)}
    for model, trigger in registry.registered():
        if model._meta.db_table in triggers:
            triggers[model._meta.db_table].add(trigger.name)
    return triggers


@pytest.mark.parametrize("table", sorted(tables_of_the_network().keys() - NOT_AUDITED))
def test_every_table_is_audited(table):
    assert {"insert_insert", "delete_delete"} <= tables_of_the_network()[table]
    assert "update_update" in tables_of_the_network()[table] or table in LINKS


def test_rows_saved_one_by_one_are_in_the_trail():
    school = SchoolFactory(name="De Eerste")
    school.name = "De Tweede"
    school.save()
    school.delete()
    assert trail() == [("insert", "De Eerste"), ("update", "De Tweede"), ("delete", "De Tweede")]


def test_rows_written_in_bulk_are_in_the_trail():
    board, sector = SchoolBoardFactory(), SectorFactory()
    School.objects.bulk_create(SchoolFactory.build_batch(2, board=board, sector=sector))
    names = list(School.objects.order_by("pk").values_list("name", flat=True))
    School.objects.filter(name=names[0]).update(name="In één keer")
    School.objects.all().delete()
    assert trail(pgh_label="insert") == [("insert", name) for name in names]
    assert trail(pgh_label="update") == [("update", "In één keer")]
    assert sorted(trail(pgh_label="delete")) == sorted([("delete", "In één keer"), ("delete", names[1])])


def test_rows_written_by_raw_sql_are_in_the_trail():
    school = SchoolFactory(name="De Eerste")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schools_school SET name = 'Buiten om' WHERE id = %s", [school.pk])
        cursor.execute("DELETE FROM schools_school WHERE id = %s", [school.pk])
    assert trail() == [("insert", "De Eerste"), ("update", "Buiten om"), ("delete", "Buiten om")]


def test_trail_says_who_did_it():
    lead = project_lead()
    with pghistory.context(user=lead.pk):
        SchoolFactory()
    assert SchoolEvent.objects.get().pgh_context.metadata["user"] == lead.pk


def test_what_was_tied_to_what_is_in_the_trail():
    goal = GoalFactory()
    framework = FrameworkFactory(goals=[goal])
    framework.goals.clear()
    events = apps.get_model("steering.FrameworkGoalEvent").objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", "framework", "goal")) == [
        ("insert", framework.pk, goal.pk),
        ("delete", framework.pk, goal.pk),
    ]


def test_update_that_changes_nothing_leaves_no_trace():
    SchoolFactory().save()
    assert len(trail()) == 1


EVENTS = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event._meta.label)
def test_every_part_of_the_trail_is_append_only(event):
    assert "append_only" in {trigger.name for model, trigger in registry.registered() if model is event}


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE schools_schoolevent SET name = 'Anders'",
        "DELETE FROM schools_schoolevent",
    ],
    ids=["update", "delete"],
)
def test_trail_itself_never_changes(attempt):
    SchoolFactory()
    with (
        pytest.raises(InternalError, match="Cannot update or delete rows from schools_schoolevent"),
        connection.cursor() as cursor,
    ):
        cursor.execute(attempt)


def test_what_is_told_in_confidence_stays_out_of_the_trail():
    story = PracticeStoryFactory(draft=True, did="Een geheim experiment")
    (event,) = apps.get_model("practice.PracticeStoryEvent").objects.values()
    assert event["pgh_obj_id"] == story.pk
    assert "Een geheim experiment" not in map(str, event.values())

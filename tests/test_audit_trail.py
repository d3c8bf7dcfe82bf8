"""Whatever changes is in the audit trail, however it was written; and the trail itself never changes."""

import pghistory
import pytest
from django.apps import apps
from django.db import InternalError, connection

from network.schools.models import School
from tests.factories import PracticeStoryFactory, SchoolBoardFactory, SchoolFactory, SectorFactory, project_lead

pytestmark = pytest.mark.django_db
SchoolEvent = apps.get_model("schools.SchoolEvent")

# The queue's own rows, and people's mail: neither belongs in a trail that is kept.
NOT_AUDITED = {"base.OutgoingMail"}


def trail(**wanted):
    """What was written down: pairs of what happened and the name that the school has since."""
    return list(SchoolEvent.objects.filter(**wanted).order_by("pgh_id").values_list("pgh_label", "name"))


def models_of_the_network():
    models = [model for model in apps.get_models() if model.__module__.startswith("network.")]
    return [model for model in models if not issubclass(model, pghistory.models.Event)]


@pytest.mark.parametrize("model", models_of_the_network(), ids=lambda model: model._meta.label)
def test_every_model_is_audited(model):
    audited = {trigger.name for trigger in getattr(model._meta, "triggers", [])}
    expected = set() if model._meta.label in NOT_AUDITED else {"insert_insert", "update_update", "delete_delete"}
    assert audited & {"insert_insert", "update_update", "delete_delete"} == expected


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


def test_update_that_changes_nothing_leaves_no_trace():
    SchoolFactory().save()
    assert len(trail()) == 1


EVENTS = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event._meta.label)
def test_every_part_of_the_trail_is_append_only(event):
    assert "append_only" in {trigger.name for trigger in event._meta.triggers}


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
        pytest.raises(InternalError, match=r"Cannot (update|delete) rows from schools_schoolevent"),
        connection.cursor() as cursor,
    ):
        cursor.execute(attempt)


def test_what_is_told_in_confidence_stays_out_of_the_trail():
    story = PracticeStoryFactory(draft=True, did="Een geheim experiment")
    (event,) = apps.get_model("practice.PracticeStoryEvent").objects.values()
    assert event["pgh_obj_id"] == story.pk
    assert "Een geheim experiment" not in map(str, event.values())

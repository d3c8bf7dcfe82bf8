"""What the database refuses by itself, whoever asks: the ORM, an admin page or raw SQL."""

import pytest
from django.db import IntegrityError, InternalError, connection
from pgtrigger import registry

from network.steering.models import FrameworkVersion, Paragraph, Position, PositionChange
from tests.factories import (
    AcceptanceFactory,
    AppointmentFactory,
    BreachFactory,
    DecisionFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    MessageFactory,
    MinutesFactory,
    NetworkFactory,
    ObjectionRemarkFactory,
    ParagraphFactory,
    PositionFactory,
    RemovalFactory,
    SchoolFactory,
    SharedVisionFactory,
    StatementFactory,
    UserFactory,
    day,
    moment,
)

pytestmark = pytest.mark.django_db
State = FrameworkVersion.State

TESTED_HERE = {
    "framework_version_states",
    "proposed_version_never_changes",
    "proposed_version_stays",
    "adopted_without_objection",
    "adopted_with_a_quorum",
    "every_position_is_kept",
    "concluded_review_never_changes",
    "concluded_review_stays",
    "position_change_is_append_only",
    "objection_remark_is_append_only",
    "adopted_version_never_changes",
    "adopted_version_stays",
    "positions_close_with_the_proposal",
    "adopted_vision_never_changes",
    "adopted_vision_stays",
    "decision_is_append_only",
    "paragraph_stays_itself",
    "message_is_append_only",
    "trail_removal_is_append_only",
    "adopted_minutes_never_change",
    "published_statement_never_changes",
    "published_statement_stays",
    "acceptance_is_append_only",
    "removal_is_append_only",
    "breach_stays",
    "appointment_never_vacant",
}
TESTED_IN_ITS_ROOM = {
    "questions_stay_once_answered",
    "person_has_one_address",
    "person_closed_is_not_the_last",
    "activity_states",
    "registrations_are_counted",
    "seats_are_counted_by_the_database",
    "certificate_of_someone_present",
    "certificate_never_changes",
    "certificate_ends_for_good",
    "activity_keeps_its_kind",
    "archived_activity_never_changes",
    "material_keeps_its_place",
    "material_version_never_changes",
    "answer_is_of_the_same_activity",
    "theme_meeting_has_its_kind",
    "school_visit_has_its_kind",
}
AUDIT = {"insert_insert", "update_update", "delete_delete", "append_only"}


def update(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


def sql(statement, row):
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=row._meta.db_table), [row.pk])


def registered():
    """(model, trigger) of every trigger of the network."""
    return [pair for pair in registry.registered() if pair[0].__module__.startswith("network.")]


def test_an_office_that_is_held_never_falls_vacant():
    only = AppointmentFactory()
    with pytest.raises(IntegrityError) as refused:
        update(only, ends_on=day(-1))
    assert refused.value.__cause__.diag.constraint_name == "appointment_never_vacant"


@pytest.mark.parametrize(
    "other",
    [
        {"starts_on": day(7)},  # there is a day between them
        {"ends_on": day(5)},  # ends with it
        {"office": "ADMINISTRATOR"},
        {"user__is_active": False},
    ],
)
def test_an_office_is_not_held_by_who_comes_too_late_or_cannot_sign_in(other):
    leaving = AppointmentFactory()
    AppointmentFactory(**other)
    with pytest.raises(IntegrityError):
        update(leaving, ends_on=day(5))


def test_an_office_goes_from_one_day_to_the_next():
    leaving = AppointmentFactory()
    AppointmentFactory(starts_on=day(6))
    update(leaving, ends_on=day(5))
    update(leaving, ends_on=day(9))  # a little longer
    leaving.refresh_from_db()
    assert leaving.ends_on == day(9)


def test_every_trigger_is_tested():
    assert {trigger.name for _, trigger in registered()} - AUDIT == TESTED_HERE | TESTED_IN_ITS_ROOM


def test_every_trigger_stands_in_the_database_as_the_models_say():
    status = {
        f"{model._meta.label} {trigger.name}": trigger.get_installation_status(model)[0]
        for model, trigger in registered()
    }
    assert set(status.values()) == {"INSTALLED"}, status


# The states of a version of a framework

ROADS = {
    (State.DRAFT, State.PROPOSED),
    (State.DRAFT, State.WITHDRAWN),
    (State.PROPOSED, State.WITHDRAWN),
    (State.PROPOSED, State.ADOPTED),
    (State.ADOPTED, State.SUPERSEDED),
}


@pytest.mark.parametrize("arrival", State)
@pytest.mark.parametrize("departure", State)
def test_version_travels_only_the_roads_that_exist(departure, arrival):
    version = FrameworkVersionFactory(**{departure: True} if departure != State.DRAFT else {})
    by = version.written_by
    moments = {"proposed_by": by, "proposed_at": moment(-40), "positions_due_on": day(14)}
    if arrival in {State.ADOPTED, State.SUPERSEDED}:
        moments |= {"adopted_by": by, "adopted_at": moment(-20)}
    if departure in {State.ADOPTED, State.SUPERSEDED}:
        moments = {}
    if version.is_proposed:
        PositionFactory(version=version)  # the quorum
    if departure == arrival or (departure, arrival) in ROADS:
        update(version, state=arrival, **moments)
        assert FrameworkVersion.objects.get(pk=version.pk).state == arrival
    else:
        with pytest.raises((InternalError, IntegrityError), match=r"Invalid transition|adopted_has_a_moment"):
            update(version, state=arrival, **moments)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "Anders"},
        {"paragraph_ids": [1]},
        {"mandate": "Meer"},
        {"number": 7},
        {"positions_due_on": day(1)},
        {"written_at": moment(-1)},
        {"proposed_at": moment(-1)},
        {"adopted_at": moment(-1)},
        {"adopted_by": None, "adopted_at": None},
    ],
    ids=lambda fields: "+".join(fields),
)
@pytest.mark.parametrize("state", ["adopted", "superseded"])
def test_adopted_version_never_changes(state, fields):
    version = FrameworkVersionFactory(**{state: True})
    with pytest.raises(InternalError, match="Cannot update rows from steering_frameworkversion"):
        update(version, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "Anders"},
        {"paragraph_ids": [1]},
        {"mandate": "Meer"},
        {"number": 7},
        {"written_at": moment(-1)},
        {"proposed_at": moment(-1)},
    ],
    ids=lambda fields: "+".join(fields),
)
@pytest.mark.parametrize("state", ["proposed", "withdrawn"])
def test_proposed_version_never_changes(state, fields):
    version = FrameworkVersionFactory(asked=True, state=state)
    with pytest.raises(InternalError, match="Cannot update rows from steering_frameworkversion"):
        update(version, **fields)


def test_proposed_version_may_get_more_time():
    version = FrameworkVersionFactory(proposed=True)
    update(version, positions_due_on=day(30))
    assert FrameworkVersion.objects.get(pk=version.pk).positions_due_on == day(30)


def test_proposed_version_stays():
    version = FrameworkVersionFactory(asked=True, state=State.WITHDRAWN)
    with pytest.raises(InternalError, match="Cannot delete rows from steering_frameworkversion"):
        version.delete()


def adopt(version):
    update(version, state=State.ADOPTED, adopted_by=version.written_by, adopted_at=moment())


def test_version_is_not_adopted_over_an_objection():
    version = PositionFactory(objection=True).version
    with pytest.raises(IntegrityError, match="a school objects"):
        adopt(version)


def test_version_is_adopted_when_the_objecting_school_has_left():
    version = PositionFactory(objection=True, school__left_on=day(-1)).version
    PositionFactory(version=version)
    adopt(version)
    assert FrameworkVersion.objects.get(pk=version.pk).state == State.ADOPTED


def test_adopted_version_stays():
    version = FrameworkVersionFactory(adopted=True)
    with pytest.raises(InternalError, match="Cannot delete rows from steering_frameworkversion"):
        version.delete()


def test_draft_may_change_and_go():
    version = FrameworkVersionFactory()
    update(version, text="Anders")
    version.delete()
    assert not FrameworkVersion.objects.exists()


# Positions


@pytest.mark.parametrize("state", ["draft", "adopted", "superseded", "withdrawn"])
def test_position_only_on_a_proposed_version(state):
    version = FrameworkVersionFactory(**{state: True} if state != "draft" else {})
    with pytest.raises(IntegrityError, match="positions are closed"):
        PositionFactory(version=version)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE {table} SET stance = 'abstain' WHERE id = %s", "DELETE FROM {table} WHERE id = %s"],
    ids=["update", "delete"],
)
def test_position_is_closed_with_the_proposal(statement):
    position = PositionFactory()
    update(position.version, state=State.WITHDRAWN)
    with pytest.raises(IntegrityError, match="positions are closed"):
        sql(statement, position)


def test_position_cannot_leave_a_version_that_was_adopted():
    position = PositionFactory()
    update(position.version, state=State.ADOPTED, adopted_by=UserFactory(), adopted_at=moment())
    with pytest.raises(IntegrityError, match="positions are closed"):
        update(position, version=FrameworkVersionFactory(proposed=True))


def test_position_may_change_while_the_version_is_proposed():
    position = PositionFactory()
    update(position, stance=Position.Stance.ABSTAIN)
    position.delete()
    assert not Position.objects.exists()


# Rows that are written once


def reworded(row):
    row.text = "Anders"
    return row


@pytest.mark.parametrize(
    "make",
    [DecisionFactory, lambda: MinutesFactory(adopted=True), SharedVisionFactory, MessageFactory],
    ids=["decision", "minutes", "vision", "message"],
)
@pytest.mark.parametrize(
    "attempt",
    [
        lambda row: update(row, text="Anders"),
        lambda row: type(row).objects.filter(pk=row.pk).delete(),
        lambda row: type(row).objects.bulk_update([reworded(row)], ["text"]),
        lambda row: sql("UPDATE {table} SET text = 'Anders' WHERE id = %s", row),
        lambda row: sql("DELETE FROM {table} WHERE id = %s", row),
    ],
    ids=["update", "delete", "bulk update", "sql update", "sql delete"],
)
def test_row_that_is_final_stays_as_it_is(make, attempt):
    row = make()
    with pytest.raises(InternalError, match=rf"Cannot (update|delete|update or delete) rows from {row._meta.db_table}"):
        attempt(row)


@pytest.mark.parametrize(
    "attempt",
    [lambda row, other: update(row, framework=other), lambda row, other: Paragraph.objects.filter(pk=row.pk).delete()],
    ids=["update", "delete"],
)
def test_paragraph_stays_itself(attempt):
    with pytest.raises(InternalError, match="rows from steering_paragraph"):
        attempt(ParagraphFactory(), FrameworkFactory())


def test_minutes_may_change_until_they_are_adopted():
    minutes = MinutesFactory()
    update(minutes, text="Anders")
    update(minutes, adopted_by=minutes.written_by, adopted_at=moment())
    minutes.refresh_from_db()
    assert minutes.text == "Anders"


def test_vision_may_change_until_it_is_adopted():
    vision = SharedVisionFactory(draft=True)
    update(vision, text="Anders")
    update(vision, adopted_by=UserFactory(), adopted_at=moment())
    vision.refresh_from_db()
    assert vision.text == "Anders"


# Privacy

DELETE, REMOVE = "DELETE FROM {table} WHERE id = %s", "UPDATE {table} SET removed_at = now() WHERE id = %s"


@pytest.mark.parametrize(
    ("make", "statement"),
    [
        (StatementFactory, "UPDATE {table} SET text = 'Anders' WHERE id = %s"),
        (StatementFactory, DELETE),
        (AcceptanceFactory, "UPDATE {table} SET accepted_at = now() WHERE id = %s"),
        (AcceptanceFactory, DELETE),
        (RemovalFactory, REMOVE),
        (RemovalFactory, DELETE),
        (BreachFactory, DELETE),
    ],
)
def test_what_tells_of_privacy_stays(make, statement):
    with pytest.raises(InternalError, match="Cannot"):
        sql(statement, make())


def test_draft_of_a_statement_may_change():
    sql("UPDATE {table} SET text = 'Anders' WHERE id = %s", StatementFactory(draft=True))


def test_version_is_not_adopted_without_a_quorum():
    version = PositionFactory().version
    SchoolFactory.create_batch(2)  # one of three answered, and the quorum is 60 per cent
    with pytest.raises(IntegrityError, match="no quorum"):
        adopt(version)


def test_quorum_of_the_database_follows_the_setting_of_the_network():
    NetworkFactory(quorum_percent=30)
    version = PositionFactory().version
    SchoolFactory.create_batch(2)
    adopt(version)
    assert FrameworkVersion.objects.get(pk=version.pk).state == State.ADOPTED


def test_version_that_no_school_answered_is_not_adopted():
    version = FrameworkVersionFactory(proposed=True)
    with pytest.raises(IntegrityError, match="no quorum"):
        adopt(version)


def test_answer_of_a_school_that_left_does_not_count_for_the_quorum():
    version = PositionFactory(school__left_on=day(-1)).version
    SchoolFactory()
    with pytest.raises(IntegrityError, match="no quorum"):
        adopt(version)


def test_every_change_of_a_position_is_kept_also_by_raw_sql():
    position = PositionFactory()
    sql("UPDATE {table} SET stance = 'abstain' WHERE id = %s", position)
    kept = PositionChange.objects.in_order().values_list("version", "school", "stance", "given_by")
    same = (position.version_id, position.school_id)
    assert list(kept) == [(*same, "consent", position.given_by_id), (*same, "abstain", position.given_by_id)]


@pytest.mark.parametrize("make", [lambda: PositionFactory() and PositionChange.objects.get(), ObjectionRemarkFactory])
@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.delete(),
        lambda row: row.save(),
        lambda row: sql("DELETE FROM {table} WHERE id = %s", row),
        lambda row: sql("UPDATE {table} SET id = id WHERE id = %s", row),
    ],
    ids=["delete", "save", "raw delete", "raw update"],
)
def test_what_was_said_about_a_proposal_never_changes(make, change):
    row = make()
    with pytest.raises(InternalError, match="Cannot update or delete rows from steering_"):
        change(row)

"""The page of the audit trail: in plain words, to be searched, and without anyone's confidences."""

import io
import re
from importlib import import_module
from inspect import isfunction

import pghistory
import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.urls import reverse
from django.utils.module_loading import import_string, module_has_submodule
from openpyxl import load_workbook

from network.audit import labels, reading, wording
from network.audit.views import ON_A_PAGE
from network.base import trail
from network.base.jobs import job
from network.people import tasks as invite
from network.privacy import copying
from network.privacy.actions.copies import ask_for_copy
from network.schools.models import School
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = reverse("audit:trail")


@pytest.fixture
def admin(client_of):
    return client_of(make.administrator(given_name="Bo", family_name="Beheer"))


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def lines(client, **asked):
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200
    return answer.context["lines"]


def changed(line):
    return [(change.label, change.before, change.after) for change in line.changes]


@pytest.mark.parametrize("role", [make.teacher, make.school_leader, make.partner_contact, make.project_lead])
def test_trail_is_not_there_for_others(client_of, role):
    client = client_of(role())
    assert client.get(PAGE).status_code == client.get(reverse("audit:trail_download")).status_code == 404


def test_change_is_told_from_what_to_what(admin):
    school = make.SchoolFactory(name="De Eerste")
    other = make.SchoolBoardFactory(name="Ander bestuur")
    was = school.board.name
    School.objects.filter(pk=school.pk).update(name="De Tweede", board=other)
    line = lines(admin, kind="schools_schoolevent", action="update")[0]
    assert (line.kind, line.thing, line.action) == ("School", "De Tweede", "gewijzigd")
    assert changed(line) == [("Naam", "De Eerste", "De Tweede"), ("Schoolbestuur", was, "Ander bestuur")]


def test_line_says_who_where_and_in_which_request(admin, client_of):
    lead = make.project_lead(given_name="Pleun", family_name="Leider")
    school = make.SchoolFactory()
    with pghistory.context(user=lead.pk, url=f"/scholen/{school.slug}/", method="POST", request="0123456789ab"):
        School.objects.update(city="Elders")
    line = lines(admin, action="update", kind="schools_schoolevent")[0]
    assert (line.who, line.where, line.request) == ("Pleun Leider", "/scholen/…/", "0123456789ab")


def test_write_through_a_page_is_in_the_trail_with_its_person(admin, client_of):
    person = make.teacher(given_name="Tess")
    client_of(person).post(
        reverse("people:profile_edit"),
        make.profile_fields(given_name="Tessa", family_name=person.family_name),
    )
    line = next(line for line in lines(admin, kind="people_userevent") if line.action == "gewijzigd")
    assert line.who == f"Tessa {person.family_name}"
    assert line.where == "/mijn/profiel/wijzigen/"
    assert ("Voornaam", "Tess", "Tessa") in changed(line)


def test_write_through_the_administration_is_in_the_trail(admin):
    board = make.SchoolBoardFactory(name="Bestuur A")
    admin.post(
        reverse("admin:schools_schoolboard_change", args=[board.pk]), {"name": "Bestuur B", "number": board.number}
    )
    line = lines(admin, kind="schools_schoolboardevent", action="update")[0]
    assert (line.who, changed(line)) == ("Bo Beheer", [("Naam", "Bestuur A", "Bestuur B")])


def test_background_job_is_named_as_such(admin):
    school = make.SchoolFactory()

    @job
    def move_schools():
        School.objects.filter(pk=school.pk).update(city="Elders")

    move_schools()
    assert lines(admin, kind="schools_schoolevent", action="update")[0].who == "Achtergrondtaak “move schools”"


@pytest.mark.parametrize("path", [path for path, _ in settings.PERIODIC_TASKS.values()])
def test_every_periodic_task_is_a_job(path):
    assert import_string(path).is_job


def tasks():
    """Every function of every `tasks.py`, by name."""
    modules = [f"{room.name}.tasks" for room in apps.get_app_configs() if module_has_submodule(room.module, "tasks")]
    ours = [import_module(module) for module in modules if module.startswith("network.")]
    return {
        name: thing
        for module in ours
        for name, thing in vars(module).items()
        if isfunction(thing) and thing.__module__ == module.__name__
    }


@pytest.mark.parametrize("name", tasks())
def test_what_the_queue_runs_has_a_name_in_words(name):
    """Without it the trail calls its changes those of the system itself, or by the name in the code."""
    assert tasks()[name].is_job
    assert name in labels.JOBS


def test_invitations_of_a_list_are_those_of_a_job(admin):
    row = make.InvitationRowFactory(list=make.InvitationListFactory(confirmed=True))
    invite.work_through_list(row.list_id)
    line = lines(admin, kind="people_invitationevent")[0]
    assert (line.action, line.who) == ("toegevoegd", "Achtergrondtaak “nodig de mensen van een lijst uit”")


def test_how_far_a_copy_is_makes_no_lines(admin, now):
    copy = ask_for_copy(person=make.teacher(), now=now)
    copying.build(pk=copy.pk, now=now)
    found = [line.action for line in lines(admin, kind="privacy_owndatacopyevent")]
    assert found == ["gewijzigd", "toegevoegd"]  # that it was asked for, and that it is ready


def test_a_second_step_is_told_in_words(admin):
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=make.teacher(), type=kind, data={})
    told = {change.after for line in lines(admin, kind="people_secondstepevent") for change in line.changes}
    assert {"App met codes", "Passkey", "Herstelcodes"} <= told


def test_command_is_named_as_such(admin):
    with pghistory.context(command="shell"):
        make.ThemeFactory()
    assert lines(admin, kind="schools_themeevent")[0].who == "Opdracht “shell” op de server"


def test_link_is_told_by_the_names_of_both(admin):
    framework = make.FrameworkFactory(title="Taalkader")
    framework.goals.add(make.GoalFactory(title="Elk kind leest"))
    line = lines(admin, kind="steering_frameworkgoalevent", action="insert")[0]
    assert [change.after for change in line.changes] == ["Taalkader", "Elk kind leest"]


def test_thing_that_is_gone_keeps_its_line(admin):
    theme = make.ThemeFactory(name="Taalbeleid")
    theme.delete()
    assert [(line.thing, line.action) for line in lines(admin, kind="schools_themeevent")] == [
        ("Taalbeleid", "verwijderd"),
        ("Taalbeleid", "toegevoegd"),
    ]


# Confidences


def audited_models():
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "trail_texts") and "trail_texts" in vars(model) and not model._meta.proxy
    ]


@pytest.mark.parametrize("model", audited_models(), ids=lambda model: model._meta.label)
def test_every_text_has_a_decision(model):
    texts = {
        field.name
        for field in model._meta.local_fields
        for words in [getattr(field, "base_field", field)]
        if isinstance(words, models.CharField | models.TextField) and not words.flatchoices
    }
    decided = model.trail_texts
    fields = {field.name for field in model._meta.local_fields}
    assert texts | {"content"} >= decided["shown"] | decided["hidden"]
    assert fields >= decided["exclude"]
    assert texts <= decided["shown"] | decided["hidden"] | decided["exclude"], "decide: shown, hidden or exclude"
    assert not decided["shown"] & decided["hidden"]


def test_every_table_of_the_trail_belongs_to_a_decision():
    undecided = [event for event in trail.event_models() if not hasattr(event.pgh_tracked_model, "trail_texts")]
    assert [event.pgh_tracked_model._meta.proxy for event in undecided] == [True] * len(undecided)


SECRET = "Dit hoort niemand"


def confidences():
    """Everything that is told in confidence, each with the same words in it."""
    make.PracticeStoryFactory(draft=True, title=SECRET, did=SECRET, slug="dit-hoort-niemand")
    make.ResponseFactory(text=SECRET)
    make.PositionFactory(objection=True, reason=SECRET)
    make.SchoolVisitFactory(learning_question=SECRET, title=SECRET, summary=SECRET)
    make.EndorsementFactory(note=SECRET)
    make.AgendaItemFactory(title=SECRET, note=SECRET)
    make.MinutesFactory(text=SECRET)
    make.ActionItemFactory(title=SECRET)
    make.AnswerFactory(question__choice=True, question__label=SECRET, question__options=[SECRET, "b"], values=[SECRET])
    make.SessionFactory(title=SECRET, summary=SECRET, led_by=SECRET, room=SECRET, round__title=SECRET)
    make.FrameworkVersionFactory(text=SECRET, mandate=SECRET)
    make.UserFactory(can_offer=SECRET, wants_to_learn=SECRET)


def test_confidences_are_nowhere_on_the_page_nor_in_the_download(admin):
    confidences()
    answers = [admin.get(PAGE), admin.get(reverse("audit:trail_download"))]
    book = load_workbook(io.BytesIO(admin.get(reverse("audit:trail_workbook")).content)).active
    assert not [cell for row in book.values for cell in row if SECRET in str(cell)]
    for model in trail.event_models():
        answers.append(admin.get(PAGE, {"kind": model._meta.db_table}))
    for answer in answers:
        assert SECRET not in answer.content.decode()
        assert "dit-hoort-niemand" not in answer.content.decode()


def test_password_is_in_no_part_of_the_trail():
    person = make.UserFactory()
    person.set_password("Een ander wachtwoord 070")
    person.save()
    fields = {field.name for model in trail.event_models() for field in model._meta.fields}
    assert not fields & {"password", "last_login", "token", "token_hash", "secret"}


# Looking for something


def test_filters(admin, client_of):
    make.ThemeFactory(name="Van niemand")
    person = make.teacher(given_name="Saar")
    with pghistory.context(user=person.pk, request="aaaaaaaaaaaa"):
        make.ThemeFactory(name="Van Saar")
    with pghistory.context(user=make.project_lead().pk, request="bbbbbbbbbbbb"):
        make.ThemeFactory(name="Van de ander")

    def themes(**asked):
        return [line.thing for line in lines(admin, kind="schools_themeevent", **asked)]

    assert themes(person=person.pk) == ["Van Saar"]
    assert themes(person="none") == ["Van niemand"]
    assert themes(request="bbbbbbbbbbbb") == ["Van de ander"]
    assert themes(action="delete") == []
    assert sorted(themes(since=make.day().isoformat(), until=make.day().isoformat())) == sorted(
        ["Van Saar", "Van de ander", "Van niemand"]
    )
    assert themes(until=make.day(-1).isoformat()) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "people_user; DROP TABLE x"},
        {"since": "gisteren"},
        {"person": "abc"},
        {"request": "' OR 1=1"},
        {"na": "x"},
        {"na": "2026-01-01T00:00:00Z~people_user~1"},
        {"na": "2026-13-41T00:00:00Z~people_userevent~1"},
        {"na": "2026-01-01T00:00:00Z~people_userevent~99999999999999999999"},
    ],
)
def test_nonsense_in_the_address_does_no_harm(admin, asked):
    assert admin.get(PAGE, asked).status_code == 200


def test_pages_follow_on_each_other_without_gap_or_double(admin):
    boards = [make.SchoolBoardFactory() for _ in range(ON_A_PAGE)]
    themes = [make.ThemeFactory() for _ in range(ON_A_PAGE)]
    seen, older = [], ""
    for _ in range(20):
        answer = admin.get(PAGE, {"na": older} if older else {})
        seen += [(line.kind, line.thing) for line in answer.context["lines"]]
        older = answer.context["older"]
        if not older:
            break
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in trail.tables()))
        total = sum(row[0] for row in cursor.fetchall())
    assert len(seen) == total
    names = [thing for _, thing in seen]
    assert all(names.count(made.name) == 1 for made in [*boards, *themes])


def test_download_has_a_row_per_changed_field(admin):
    theme = make.ThemeFactory(name="=1+1", slug="som")
    theme.delete()
    answer = admin.get(reverse("audit:trail_download"), {"kind": "schools_themeevent", "action": "delete"})
    body = answer.content.decode("utf-8-sig").splitlines()
    assert len(body) == 3
    assert "verwijderd;Thema;'=1+1;Naam;;'=1+1;" in body[1]


def test_page_costs_the_same_with_many_events(admin, same_queries):
    same_queries(lambda: admin.get(PAGE, {"kind": "schools_themeevent"}), make.ThemeFactory)


def own_columns(table):
    """The columns of an event table that repeat those of the row, without its key."""
    event = next(model for model in trail.event_models() if model._meta.db_table == table)
    return [
        field.column
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name != "id"
    ]


@pytest.mark.slow
def test_page_is_quick_with_two_hundred_thousand_events(admin):
    import time

    make.ThemeFactory()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at) SELECT gen_random_uuid(),"
            " jsonb_build_object('user', n % 200, 'request', lpad(to_hex(n), 12, '0')), now(), now()"
            " FROM generate_series(1, 100000) n"
        )
        for table, count in [("schools_themeevent", 100_000), ("people_userevent", 100_000)]:
            columns = ", ".join(["pgh_label", "id", *own_columns(table)])
            cursor.execute(
                f"INSERT INTO {table} (pgh_created_at, pgh_obj_id, pgh_context_id, {columns})"
                f" SELECT now() - interval '1 second' * n, e.id, (SELECT id FROM pghistory_context WHERE"
                f" metadata ->> 'request' = lpad(to_hex(n), 12, '0')), {columns.replace('id,', 'e.id,', 1)}"
                f" FROM (SELECT * FROM {table} ORDER BY pgh_id LIMIT 1) e, generate_series(1, {count}) n"
            )
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("ANALYZE pghistory_context")
    admin.get(PAGE)
    old = str(reading.Point(make.moment(-1), "people_userevent", 1))
    for asked in [{}, {"na": old}, {"person": "7"}, {"request": "00000000beef"}, {"person": "none"}]:
        begun = time.perf_counter()
        answer = admin.get(PAGE, asked)
        took = time.perf_counter() - begun
        print(asked, f"{took * 1000:.0f} ms", len(answer.context["lines"]))
        assert answer.status_code == 200
        assert took < 1.5, asked


@pytest.mark.parametrize("event", trail.event_models(), ids=lambda event: event.__name__)
def test_every_field_has_a_name_to_read(event):
    """Django makes an English name out of the name in the code; on a page that is nobody's language."""
    unnamed = [column.name for column in wording.columns(event) if isinstance(column.verbose_name, str)]
    assert set(unnamed) <= labels.FIELDS.keys()


@pytest.mark.parametrize(
    "asked",
    [{"until": "9999-12-31"}, {"since": "0001-01-01"}, {"na": f"2026-01-01T00:00:00Z~people_userevent~{'9' * 5000}"}],
)
def test_the_ends_of_the_calendar_do_no_harm(admin, asked):
    assert admin.get(PAGE, asked).status_code == 200

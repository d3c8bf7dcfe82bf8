"""The register of decisions."""

import io

import pytest
from openpyxl import load_workbook

from network.insight.deciding.register import BEGIN, END, marked
from tests.factories import (
    AgendaItemFactory,
    DecisionFactory,
    FrameworkVersionFactory,
    SteeringMeetingFactory,
    WorkingGroupFactory,
    day,
    moment,
    school_leader,
    teacher,
)

pytestmark = pytest.mark.django_db
REGISTER = "/stuurgroep/besluiten/"


def titles(client_of, **wanted):
    page = client_of(teacher()).get(REGISTER, wanted)
    return [decision.title for decision in page.context["page_obj"]]


def test_words_are_found_in_dutch_forms(client_of):
    DecisionFactory(title="Leerlingen kiezen hun thema", text="")
    DecisionFactory(title="Begroting", text="Over de bijeenkomsten van dit jaar.")
    assert titles(client_of, q="leerling") == ["Leerlingen kiezen hun thema"]
    assert titles(client_of, q="bijeenkomst") == ["Begroting"]


def test_title_weighs_more_than_text(client_of):
    DecisionFactory(title="Iets anders", text="Ook over taal.", decided_at=moment(-1))
    DecisionFactory(title="Taal", text="", decided_at=moment(-9))
    assert titles(client_of, q="taal") == ["Taal", "Iets anders"]


@pytest.mark.parametrize("words", ['"rijke taal"', "taal -begroting", "' OR 1=1 --", "!!! & | (", "taal:*"])
def test_any_words_may_be_searched(client_of, words):
    DecisionFactory(title="Rijke taal", text="")
    assert set(titles(client_of, q=words)) <= {"Rijke taal"}


def test_words_can_be_left_out(client_of):
    DecisionFactory(title="Taal en begroting")
    DecisionFactory(title="Taal op school")
    assert titles(client_of, q="taal -begroting") == ["Taal op school"]


def test_decisions_of_a_goal_are_those_on_its_frameworks(client_of):
    version = FrameworkVersionFactory(adopted=True)
    DecisionFactory(title="Vastgesteld", version=version, decided_at=moment(-1))
    met = DecisionFactory(title="In een vergadering", decided_at=moment(-2))
    AgendaItemFactory(activity=SteeringMeetingFactory(), version=version, outcome=met, handled_at=moment())
    DecisionFactory(title="Iets anders")
    assert titles(client_of, doel=version.framework.goals.get().pk) == ["Vastgesteld", "In een vergadering"]


def test_decisions_of_a_working_group_are_those_on_its_frameworks(client_of):
    version = FrameworkVersionFactory(adopted=True)
    DecisionFactory(title="Vastgesteld", version=version)
    DecisionFactory(title="Iets anders")
    group = WorkingGroupFactory(frameworks=[version.framework])
    assert titles(client_of, groep=group.pk) == ["Vastgesteld"]


def test_decisions_of_a_school_year(client_of, time_machine):
    time_machine.move_to("2027-03-01 12:00+00:00", tick=False)
    for title, at in [
        ("Voor", "2026-07-31T21:59:00Z"),
        ("Erin", "2026-07-31T22:00:00Z"),  # midnight in Amsterdam
        ("Laatste", "2027-02-01T12:00:00Z"),
    ]:
        DecisionFactory(title=title, decided_at=at)
    assert titles(client_of, jaar="2026") == ["Laatste", "Erin"]


@pytest.mark.parametrize("wanted", [{"doel": "x"}, {"jaar": "1"}, {"groep": "999999"}, {"q": "a\x00b"}])
def test_nonsense_narrows_nothing(client_of, wanted):
    DecisionFactory(title="Er is er een")
    assert titles(client_of, **wanted) == ["Er is er een"]


def test_what_was_found_is_marked_and_nothing_in_it_runs(client_of):
    DecisionFactory(title="<script>alert(1)</script> taal", text=f"De taal <img src=x onerror=y> {BEGIN}{END}{BEGIN}")
    page = client_of(teacher()).get(REGISTER, {"q": "taal"}).content.decode()
    assert "<mark>taal</mark>" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert BEGIN not in page


def test_marks_are_whole():
    assert marked(f"a {BEGIN}b{END} {END}c{BEGIN} <b>") == "a <mark>b</mark> c &lt;b&gt;"


def test_register_has_pages(client_of):
    DecisionFactory.create_batch(21)
    client = client_of(teacher())
    assert [len(client.get(REGISTER, {"page": number}).context["page_obj"]) for number in (1, 2)] == [20, 1]


def test_downloads_hold_what_fits_and_run_nothing(client_of):
    DecisionFactory(title="=1+1", text="taal", review_on=day(9))
    DecisionFactory(title="Iets anders", text="")
    client = client_of(teacher())
    lines = client.get(f"{REGISTER}besluiten.csv", {"q": "taal"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("'=1+1;taal;")
    book = load_workbook(io.BytesIO(client.get(f"{REGISTER}besluiten.xlsx", {"q": "taal"}).content))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == ["'=1+1"]


def test_meeting_stands_in_the_download_of_the_steering_group_alone(client_of):
    meeting = SteeringMeetingFactory(title="Stuurgroep maart")
    AgendaItemFactory(activity=meeting, outcome=DecisionFactory(), handled_at=moment())
    read = [client_of(who).get(f"{REGISTER}besluiten.csv").content.decode() for who in (school_leader(), teacher())]
    assert ["Stuurgroep maart" in text for text in read] == [True, False]

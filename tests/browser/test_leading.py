"""The third job: the project lead keeps everything of the network together from the dashboard."""

import pytest

from network.people.models import User
from tests import factories as make
from tests.browser.steps import event_in, follow, letters_to, press, says, sign_in


@pytest.fixture
def year(transactional_db):
    """A school year with one activity of every line, and a teacher who will come."""
    make.NetworkFactory()
    make.SchoolVisitFactory(title="Kijken bij De Wilg")
    make.ActivityFactory(title="Dag van het netwerk")
    make.GroupMeetingFactory(title="Overleg over taal")
    make.SteeringMeetingFactory(title="Stuurgroep van de winter")
    return make.teacher(make.SchoolFactory(name="De Vlier"))


@pytest.fixture
def lead(year, page_of):
    """The dashboard, right after the project lead signed in."""
    return sign_in(page_of(), make.project_lead())


def region(page, name):
    return page.get_by_role("region", name=name)


def fill_in(page, day, begin, end):
    page.get_by_role("textbox", name="Dag", exact=True).fill(day.isoformat())
    page.get_by_label("Van", exact=True).fill(begin)
    page.get_by_label("Tot", exact=True).fill(end)


def plan(page):
    """Plan a theme meeting from the dashboard and publish it."""
    region(page, "Plan iets").get_by_role("link", name="Themabijeenkomst").click()
    page.get_by_label("Titel").fill("Samen lezen")
    fill_in(page, make.day(21), "15:30", "17:00")
    press(page, "Bewaar als concept")
    follow(page, "Publiceer")
    press(page, "Publiceer")
    says(page, "Het is gepubliceerd")


def test_all_lines_of_the_year_stand_together(lead):
    drawing = region(lead, "Het schooljaar, een baan per lijn")
    for title in ("Kijken bij De Wilg", "Dag van het netwerk", "Overleg over taal", "Stuurgroep van de winter"):
        assert drawing.get_by_role("link", name=title).count() == 1, title
    lead.get_by_text("Hetzelfde als tabel").click()
    assert lead.get_by_role("table").get_by_role("link", name="Kijken bij De Wilg").is_visible()


def test_planning_moving_and_cancelling_tells_who_comes(lead, year, page_of):
    plan(lead)
    address = lead.url
    teacher = page_of(year, "phone")
    teacher.goto(address)
    press(teacher, "Meld me aan")
    (confirmed,) = letters_to(year)
    method, event = event_in(confirmed)
    assert method == "REQUEST"

    follow(lead, "Verplaats het")
    fill_in(lead, make.day(28), "16:00", "17:30")
    press(lead, "Bekijk wat er verandert")
    says(lead, "1 persoon")
    press(lead, "Verplaats")
    says(lead, "Het is verplaatst")
    (moved,) = letters_to(year)
    method, again = event_in(moved)
    assert (method, again["UID"]) == ("REQUEST", event["UID"])
    assert again["DTSTART"].dt == make.moment(28, 16)
    assert again["SEQUENCE"] > event["SEQUENCE"]

    follow(lead, "Annuleer het")
    lead.get_by_label("Waarom gaat het niet door?").fill("De spreker is ziek.")
    press(lead, "Annuleer het en laat het iedereen weten")
    says(lead, "Het is geannuleerd")
    (cancelled,) = letters_to(year)
    method, gone = event_in(cancelled)
    assert (method, gone["UID"]) == ("CANCEL", event["UID"])
    assert "De spreker is ziek." in cancelled.body


def test_putting_an_item_on_the_agenda_of_the_steering_group(lead):
    region(lead, "Stuurgroep").get_by_role("link", name="Voeg een punt toe").click()
    lead.get_by_label("Waar het over gaat").fill("Hoe gaat het met taal?")
    lead.get_by_label("om te besluiten").check()
    lead.get_by_label("Wie het inbrengt").select_option(index=1)
    lead.get_by_label("Bijeenkomst").select_option(label="Stuurgroep van de winter")
    press(lead, "Bewaar")
    says(lead, "Het staat op de agenda")
    assert lead.get_by_role("heading", name="Stuurgroep van de winter").is_visible()
    says(lead, "Hoe gaat het met taal?")


def test_seeing_who_has_not_answered(lead, year):
    plan(lead)
    address = lead.url
    follow(lead, "Nodig mensen uit")
    lead.get_by_label("De Vlier").check()
    lead.get_by_label("leraar").check()
    press(lead, "Toon hoeveel mensen dat zijn")
    says(lead, "1 persoon krijgt een uitnodiging")
    press(lead, "Verstuur de uitnodigingen")
    assert len(letters_to(year)) == 1
    lead.goto(address)
    follow(lead, "Wie komt en wie nog niet antwoordde")
    says(lead, "Heeft nog niet geantwoord 1")
    assert lead.get_by_role("link", name=str(year)).is_visible()


def test_plan_that_was_typed_outlives_the_session(lead):
    """Text, day and hours are there again after logging in once more."""
    region(lead, "Plan iets").get_by_role("link", name="Netwerkdag").click()
    address = lead.url
    lead.get_by_label("Titel").fill("Dag van de taal")
    fill_in(lead, make.day(21), "13:00", "16:30")
    lead.context.clear_cookies(name="sessionid")
    press(lead, "Bewaar als concept")
    lead.get_by_label("E-mailadres").fill(User.objects.get(appointments__isnull=False).email)
    lead.get_by_label("Wachtwoord", exact=True).fill(make.PASSWORD)
    press(lead, "Log in")
    lead.wait_for_url(address)
    assert lead.get_by_label("Titel").input_value() == "Dag van de taal"
    assert lead.get_by_role("textbox", name="Dag", exact=True).input_value() == make.day(21).isoformat()
    assert lead.get_by_label("Tot", exact=True).input_value() == "16:30"

"""The first job: school leaders agree on a framework, from the first draft until it is in force for everyone."""

import pytest

from tests import factories as make
from tests.browser.steps import follow, letters_to, press, says, sign_in


@pytest.fixture
def three_schools(transactional_db):
    """Three schools with a leader each, a goal below a vision, and a project lead."""
    make.NetworkFactory(quorum_percent=60)
    make.SharedVisionFactory()
    make.GoalFactory(title="Elke leerling telt mee")
    return [make.school_leader(make.SchoolFactory(name=name)) for name in ("De Vlier", "De Wilg", "De Els")]


def write(page):
    """A leader writes a framework under the goal and lays it before the schools."""
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Stuurgroep").click()
    follow(page, "Schrijf een kader")
    page.get_by_label("Titel").fill("Taal in elke les")
    page.get_by_label("Elke leerling telt mee").check()
    page.get_by_label("Wat spreken we af?").fill("Elke les is ook een taalles.")
    page.get_by_label("Wat mag een werkgroep zelf beslissen?").fill("Drie bijeenkomsten, tot 600 euro.")
    press(page, "Bewaar het concept")
    says(page, "Je concept is bewaard")
    follow(page, "Stel het voor aan de scholen")
    says(page, "3 mensen krijgen een mail")
    press(page, "Stel voor en verstuur")
    says(page, "Het voorstel ligt bij de scholen")


def answer(page, stance, reason=""):
    """Another leader opens the request on the own start page and gives the position of the school."""
    follow(page, "Geef je standpunt")
    page.get_by_label(stance).check()
    page.get_by_label("Waarom?").fill(reason)
    press(page, "Geef je standpunt")
    says(page, "is genoteerd")


def test_leaders_agree_on_a_framework(three_schools, page_of):
    writer, second, third = three_schools
    lead, member = make.project_lead(), make.teacher(writer.memberships.get().school)

    writing = sign_in(page_of(), writer)
    write(writing)
    assert "Taal in elke les" in letters_to(second)[0].subject
    reader = sign_in(page_of(size="phone"), member)
    reader.goto("/stuurgroep/kaders/")
    assert reader.get_by_text("Taal in elke les").count() == 0

    others = {leader: sign_in(page_of(size="phone"), leader) for leader in (second, third)}
    answer(others[second], "Akkoord: goed genoeg voor nu")
    answer(others[third], "Bezwaar", "Wij hebben hier geen uren voor.")

    steering = sign_in(page_of(), lead)
    steering.goto("/stuurgroep/")
    follow(steering, "Taal in elke les")
    says(steering, "Wij hebben hier geen uren voor.")
    assert steering.get_by_role("link", name="Stel het kader vast").count() == 0

    others[third].goto("/stuurgroep/")
    follow(others[third], "Taal in elke les")
    others[third].get_by_label("Akkoord, maar met een zorg").check()
    others[third].get_by_label("Waarom?").fill("Let op de uren.")
    others[third].get_by_label("Wat heeft het bezwaar opgelost?").fill("Eerst twee proberen.")
    press(others[third], "standpunt")
    says(others[third], "is genoteerd")

    steering.reload()
    assert steering.get_by_role("link", name="Stel het kader vast").count() == 0  # one school still has its days
    writing.goto("/mijn-start/")
    answer(writing, "Akkoord: goed genoeg voor nu")

    steering.reload()
    follow(steering, "Stel het kader vast")
    says(steering, "er is consent")
    press(steering, "Stel het kader vast")
    says(steering, "Het kader geldt")

    reader.goto("/stuurgroep/kaders/")
    follow(reader, "Taal in elke les")
    says(reader, "Drie bijeenkomsten, tot 600 euro.")
    assert reader.get_by_text("Let op de uren.").count() == 0
    assert "Taal in elke les" in letters_to(second)[0].subject

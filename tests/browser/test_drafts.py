"""What somebody wrote and chose comes back after leaving the page; who may read it is chosen anew."""

import pytest

from tests.factories import GoalFactory, school_leader, teacher

pytestmark = pytest.mark.django_db(transaction=True)


def test_text_and_choices_come_back(page_of):
    GoalFactory(title="Elke leerling taalvaardig")
    page = page_of(school_leader())
    page.goto("/stuurgroep/kaders/nieuw/")
    page.get_by_label("Titel").fill("Rust in de gang")
    page.get_by_label("Elke leerling taalvaardig").check()
    page.goto("/agenda/")
    page.goto("/stuurgroep/kaders/nieuw/")
    assert page.get_by_label("Titel").input_value() == "Rust in de gang"
    assert page.get_by_label("Elke leerling taalvaardig").is_checked()
    assert page.get_by_text("We hebben teruggezet wat je hier had geschreven.").is_visible()


def test_a_wider_circle_does_not_come_back_by_itself(page_of):
    page = page_of(teacher())
    page.goto("/mijn/profiel/wijzigen/")
    before = page.locator("[name=phone_audience]").input_value()
    page.locator("[name=phone_audience]").select_option(index=3)
    page.locator("[name=can_offer]").fill("Leeskringen")
    page.goto("/agenda/")
    page.goto("/mijn/profiel/wijzigen/")
    assert page.locator("[name=can_offer]").input_value() == "Leeskringen"
    assert page.locator("[name=phone_audience]").input_value() == before

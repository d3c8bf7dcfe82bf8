"""Setting up a network and changing its look, in a real browser."""

import datetime
import hashlib

import pytest
from django.utils import timezone

from network.founding.models import FoundingLink
from network.schools.models import Network
from tests import factories as make
from tests.browser.checks import overflow, violations

TOKEN = "a-token-that-nobody-guesses-0123456789"


@pytest.fixture
def link(transactional_db):
    now = timezone.now()
    digest = hashlib.sha256(TOKEN.encode()).hexdigest()
    FoundingLink.objects.create(pk=1, token_digest=digest, made_at=now, expires_at=now + datetime.timedelta(hours=1))


@pytest.mark.parametrize("window", [{"size": "phone", "scheme": "dark"}, {"size": "desk"}, {"size": "narrow"}])
def test_screens_of_the_set_up_can_be_used_by_everyone(page_of, link, window):
    page = page_of(**window)
    page.goto(f"/begin/{TOKEN}/")
    found = violations(page) + overflow(page)
    page.get_by_label("Naam").fill("Netwerk Nieuwstad")
    page.get_by_role("button", name="Verder naar de scholen").click()
    found += violations(page) + overflow(page)
    page.get_by_role("button", name="Verder naar je account").click()
    assert page.get_by_text("Vul minstens één school in").is_visible()
    found += violations(page) + overflow(page)
    page.get_by_label("Naam van de school").first.fill("De Eerste")
    page.get_by_label("Schoolbestuur").first.fill("Bestuur A")
    page.get_by_role("button", name="Verder naar je account").click()
    found += violations(page) + overflow(page)
    assert found == []


def test_colours_are_judged_while_they_are_picked(page_of, transactional_db):
    make.NetworkFactory()
    page = page_of(make.project_lead())
    page.goto("/instellingen/")
    assert not page.get_by_text("donkerder gemaakt, zodat tekst leesbaar is").count()
    page.get_by_label("Hoofdkleur").fill("#ffee00")
    page.get_by_text("donkerder gemaakt, zodat tekst leesbaar is").wait_for()
    assert not Network.objects.get().brand_colour
    page.get_by_role("button", name="Sla de instellingen op").click()
    page.get_by_text("De instellingen zijn opgeslagen").wait_for()
    assert Network.objects.get().brand_colour == "#ffee00"
    assert violations(page) == []


@pytest.mark.parametrize("size", ["narrow", "phone", "desk"])
def test_a_name_of_one_long_word_stays_within_the_page(page_of, transactional_db, size):
    make.NetworkFactory(name="Onderwijsontwikkelingsnetwerkverband" + "x" * 40)
    page = page_of(make.project_lead(), size)
    for path in ("/", "/mijn-start/"):
        page.goto(path)
        assert overflow(page) == []

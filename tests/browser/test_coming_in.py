"""From an invitation to being inside: how many pages, and how long."""

import re
import time

import pytest
from django.core import mail
from django.utils import timezone

from network.base.mail import deliver
from network.base.models import OutgoingMail
from network.people import tasks
from network.people.models import Invitation, InvitationList, User
from tests.browser.checks import overflow
from tests.browser.steps import follow, press, says
from tests.factories import SchoolFactory, project_lead, school_leader

pytestmark = pytest.mark.django_db(transaction=True)
MOST_PAGES, MOST_SECONDS = 5, 60


def link_to(email):
    """Deliver the mail that waits; the path of the link that this address got."""
    for pk in OutgoingMail.objects.waiting().values_list("pk", flat=True):
        deliver(pk=pk, now=timezone.now())
    (letter,) = [letter for letter in mail.outbox if letter.to == [email]]
    return re.search(r"http://portaal\.example(/uitnodiging/\S+)", letter.body)[1]


@pytest.mark.parametrize(("size", "javascript"), [("phone", True), ("desk", False)])
def test_an_invited_colleague_is_inside_within_a_minute_and_five_pages(page_of, size, javascript):
    leader = school_leader(school=SchoolFactory(name="De Vlier"))
    page = page_of(leader)
    page.goto("/uitnodigingen/nieuw/")
    page.get_by_label("E-mailadres").fill("noor@proef.example")
    page.get_by_label("Naam").fill("Noor van Dam")
    page.get_by_label("Functie").select_option("leraar")
    press(page, "Verstuur de uitnodiging")
    says(page, "is onderweg naar noor@proef.example")

    noor = page_of(size=size, javascript=javascript)
    pages = []
    noor.on("load", lambda: pages.append(noor.url))
    began = time.monotonic()
    noor.goto(link_to("noor@proef.example"))
    says(noor, "Stap 1 van 3")
    assert noor.url.endswith("/uitnodiging/")
    noor.get_by_label("Wachtwoord").fill("Vier woorden op een rij")
    press(noor, "Maak mijn account")
    press(noor, "Ik accepteer dit en ga door")
    says(noor, "Stap 2 van 3")
    noor.get_by_label(re.compile("Wat ik wil leren", re.IGNORECASE)).fill("Kijken in een klas.")
    press(noor, "Ga verder")
    says(noor, "Stap 3 van 3")
    press(noor, "Ga naar binnen")
    noor.wait_for_url("**/mijn-start/")
    says(noor, "Welkom, Noor")
    assert time.monotonic() - began < MOST_SECONDS
    assert len(pages) <= MOST_PAGES, pages
    assert User.objects.get(email="noor@proef.example").memberships.get().school.name == "De Vlier"


def test_a_pasted_list_is_looked_through_confirmed_and_worked_through(page_of):
    SchoolFactory(name="De Vlier")
    page = page_of(project_lead())
    page.goto("/uitnodigingen/lijst/")
    page.get_by_label("Of plak de lijst hier").fill(
        "naam;e-mail;functie;school\nNoor;noor@proef.example;leraar;De Vlier\n"
        f"{'x' * 200};geen adres;{'y' * 80};De Vlier"
    )
    press(page, "Bekijk de lijst")
    says(page, "1 regel klopt")
    says(page, "Dit is geen e-mailadres.")
    assert overflow(page) == []
    assert not Invitation.objects.exists()
    press(page, "Verstuur de uitnodigingen")
    says(page, "0 van 2 regels")
    tasks.work_through_list(InvitationList.objects.get().pk)
    says(page, "2 van 2 regels")  # without reloading
    says(page, "1 persoon is uitgenodigd.")
    with page.expect_download() as table:
        follow(page, "Download de uitkomst")
    assert table.value.suggested_filename == "lijst-met-uitnodigingen.csv"

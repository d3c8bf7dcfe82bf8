"""The whole life of one theme meeting, by everyone whose job it is, each in a browser of one's own."""

import datetime
import re

import pytest
from django.utils import timezone

from network.activities import door
from network.activities.models import Activity, Registration
from network.theme_meetings.models import Certificate
from tests import factories as make
from tests.browser.steps import event_in, follow, letters_to, press, says, sign_in

TITLE = "Lezen met plezier"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def people(transactional_db):
    """An organiser, who leads the project, and three teachers of two schools."""
    make.NetworkFactory()
    vlier, wilg = make.SchoolFactory(name="De Vlier"), make.SchoolFactory(name="De Wilg")
    return make.project_lead(), make.teacher(vlier), make.teacher(vlier), make.teacher(wilg)


def meeting():
    return Activity.objects.get(title=TITLE)


def fill_in(page, day, begin, end):
    page.get_by_role("textbox", name="Dag", exact=True).fill(day.isoformat())
    page.get_by_label("Van", exact=True).fill(begin)
    page.get_by_label("Tot", exact=True).fill(end)


def time_goes_by(*, starts, ends):
    """The meeting comes nearer: it begins and ends so long from now."""
    now = timezone.now()
    Activity.objects.filter(title=TITLE).update(starts_at=now + starts, ends_at=now + ends, kept_until=None)


def registers(page, button):
    page.goto(meeting().get_absolute_url())
    press(page, button)


def make_and_publish(page):
    page.goto("/themabijeenkomsten/nieuw/")
    page.get_by_label("Titel").fill(TITLE)
    fill_in(page, make.day(21), "15:30", "17:00")
    page.get_by_role("spinbutton", name="Plaatsen (optioneel)").fill("2")
    page.get_by_role("spinbutton", name="Plaatsen bewaard").fill("0")
    press(page, "Bewaar als concept")
    follow(page, "Publiceer")
    press(page, "Publiceer")
    says(page, "Het is gepubliceerd")


def add_material(page):
    follow(page, "Voeg een bestand of link toe")
    page.get_by_label("Wat is het?").fill("Dia’s van de les")
    page.locator("input[type=file]").set_input_files(
        {"name": "dias.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj\n%%EOF\n"}
    )
    press(page, "Voeg toe")
    says(page, "staat bij de activiteit")


def moves(page):
    page.goto(meeting().get_absolute_url())
    follow(page, "Verplaats het")
    fill_in(page, make.day(28), "16:00", "17:30")
    press(page, "Bekijk wat er verandert")
    says(page, "1 persoon op de wachtlijst krijgt ook een mail.")
    press(page, "Verplaats")
    says(page, "Het is verplaatst")


def test_the_whole_life_of_a_theme_meeting(people, page_of):
    lead, first, second, third = people
    host = sign_in(page_of(), lead)
    phones = [sign_in(page_of(size="phone"), person) for person in (first, second, third)]

    # Made, published, filled, and one waits
    make_and_publish(host)
    add_material(host)
    for phone in phones[:2]:
        registers(phone, "Meld me aan")
        says(phone, "Je plaats is zeker")
    registers(phones[2], "Zet me op de wachtlijst")
    says(phones[2], "Je bent nummer 1")
    events = {person: event_in(letters_to(person)[-1])[1] for person in (first, second, third)}
    assert events[third]["STATUS"] == "TENTATIVE"

    # Moved: everyone hears it, in the same entry of the calendar
    moves(host)
    for person in (first, second, third):
        method, again = event_in(letters_to(person)[-1])
        assert (method, again["UID"], again["DTSTART"].dt) == (
            "REQUEST",
            events[person]["UID"],
            make.moment(28, 16),
        )

    # One withdraws, and who waited moves up
    follow(phones[1], "Ik kan niet komen")
    press(phones[1], "Meld me af")
    says(phones[1], "Je bent afgemeld")
    assert event_in(letters_to(second)[-1])[0] == "CANCEL"
    assert event_in(letters_to(third)[-1])[1]["STATUS"] == "CONFIRMED"
    phones[2].reload()
    says(phones[2], "Je plaats is zeker")

    # Held: one scans the code of the host, the other shows a code that the host scans
    time_goes_by(starts=-HOUR / 2, ends=HOUR)
    host.goto(meeting().get_absolute_url())
    follow(host, "Toon de code bij de deur")
    assert host.get_by_role("img", name=re.compile("QR-code")).is_visible()
    phones[0].goto(f"/agenda/{meeting().slug}/binnen/{door.code(meeting(), now=timezone.now())}/")
    press(phones[0], "Ik ben er")
    says(phones[0], f"Welkom, {first.given_name}")
    mine = Registration.objects.confirmed().get(user=third)
    host.goto(f"/agenda/{meeting().slug}/code/{mine.pk}/{door.ticket(mine)}/")
    press(host, "Is er")
    says(host, "is genoteerd als aanwezig")
    assert meeting().registrations.filter(was_present=True).count() == 2

    # Over: materials, evaluation, harvest
    time_goes_by(starts=-3 * HOUR, ends=-HOUR)
    phones[0].goto(meeting().get_absolute_url())
    with phones[0].expect_download() as download:
        follow(phones[0], "Dia’s van de les")
    assert download.value.suggested_filename == "dias.pdf"
    phones[0].goto(f"/themabijeenkomsten/{meeting().slug}/terugkijken/")
    phones[0].get_by_label("Wat ga je proberen?").fill("Elke dag een kwartier voorlezen")
    press(phones[0], "Bewaar dit voor mij")
    phones[0].get_by_role("radio").first.check()
    press(phones[0], "Lever het in zonder mijn naam")
    says(phones[0], "Je naam staat er niet bij")

    # Certified: a PDF for who was there, which everyone can check
    host.goto(f"/themabijeenkomsten/{meeting().slug}/bewijzen/")
    press(host, "Reik de bewijzen uit")
    certificate = Certificate.objects.valid().get(registration__user=first)
    assert Certificate.objects.valid().count() == 2
    phones[0].goto(certificate.get_absolute_url())
    with phones[0].expect_download() as download:
        phones[0].get_by_role("main").get_by_role("link", name=re.compile("PDF")).first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    visitor = page_of()
    assert visitor.goto(f"/bewijs/{certificate.code}/").status == 200
    assert visitor.get_by_role("heading", name=re.compile("echt")).is_visible()

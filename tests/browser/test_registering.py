"""The second job: a teacher with four minutes and a phone takes part in a theme meeting."""

import pytest
from django.utils import timezone

from network.activities import actions
from network.people.models import User
from tests import factories as make
from tests.browser.steps import event_in, follow, letters_to, press, says, sign_in


@pytest.fixture
def meeting(transactional_db):
    """A meeting for the schools with one place."""
    make.NetworkFactory()
    return make.ThemeMeetingFactory(title="Praten over taal", capacity=1, starts_at=make.moment(14, 16))


def find(page):
    """From the start page to the page of the meeting."""
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Agenda").click()
    follow(page, "Praten over taal")


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without javascript"])
def test_teacher_registers_with_one_click_and_withdraws(meeting, page_of, javascript):
    teacher = make.teacher()
    page = sign_in(page_of(size="phone", javascript=javascript), teacher)
    find(page)
    says(page, "Nog 1 plaats")
    press(page, "Meld me aan")
    says(page, "Je plaats is zeker")

    (letter,) = letters_to(teacher)
    method, event = event_in(letter)
    assert (method, str(event["SUMMARY"])) == ("REQUEST", "Praten over taal")
    assert event["DTSTART"].dt == meeting.starts_at
    assert event["DTEND"].dt == meeting.ends_at
    assert teacher.email in str(event["ATTENDEE"])

    page.goto("/mijn-start/")
    follow(page, "Praten over taal")
    follow(page, "Ik kan niet komen")
    press(page, "Meld me af")
    says(page, "Je bent afgemeld")
    (letter,) = letters_to(teacher)
    method, same = event_in(letter)
    assert (method, same["UID"]) == ("CANCEL", event["UID"])
    page.goto("/mijn-start/")
    assert page.get_by_role("main").get_by_text("Praten over taal").count() == 0


def test_whoever_waits_moves_up_when_somebody_withdraws(meeting, page_of):
    first, second = make.teacher(), make.teacher()
    quick, late = sign_in(page_of(size="phone"), first), sign_in(page_of(size="phone"), second)
    find(quick)
    press(quick, "Meld me aan")
    find(late)
    press(late, "Zet me op de wachtlijst")
    says(late, "Je staat op de wachtlijst")
    assert len(letters_to(first)) == 1
    (letter,) = letters_to(second)
    assert event_in(letter)[1]["STATUS"] == "TENTATIVE"

    follow(quick, "Ik kan niet komen")
    press(quick, "Meld me af")
    (letter,) = letters_to(second)
    method, event = event_in(letter)
    assert (method, event["STATUS"]) == ("REQUEST", "CONFIRMED")
    late.reload()
    says(late, "Je plaats is zeker")


@pytest.fixture
def rounds(meeting):
    """Sessions beside each other, of which one has a single place."""
    parallel = make.RoundFactory(activity=meeting, title="Werkplaatsen")
    make.SessionFactory(round=parallel, title="Kleuters zoeken een woord", capacity=1)
    return make.SessionFactory(round=parallel, title="Frans via Turks", capacity=4)


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without javascript"])
def test_two_taps_from_the_start_page_and_then_the_sessions(meeting, rounds, page_of, javascript):
    teacher = make.teacher()
    make.InvitationFactory(activity=meeting, user=teacher)
    page = sign_in(page_of(size="phone", javascript=javascript), teacher)
    page.goto("/mijn-start/")
    follow(page, "Antwoord")
    press(page, "Meld me aan")
    says(page, "Welke sessies kies je?")
    assert meeting.registrations.get(user=teacher).is_confirmed
    page.get_by_label("Frans via Turks").check()
    press(page, "Bewaar mijn keuze")
    says(page, "Je keuze is bewaard")
    says(page, "jouw keuze")
    assert rounds.choices.get().registration.user == teacher


def test_two_taps_from_the_mail(meeting, rounds, page_of):
    teacher = make.teacher()
    page = sign_in(page_of(size="phone"), teacher)
    actions.invite(
        activity=meeting, people=User.objects.filter(pk=teacher.pk), by=meeting.created_by, now=timezone.now()
    )
    (letter,) = letters_to(teacher)
    assert meeting.get_absolute_url() in letter.body
    page.goto(meeting.get_absolute_url())  # the first tap, on the link in the mail
    press(page, "Meld me aan")
    says(page, "Je plaats is zeker")
    assert meeting.registrations.get(user=teacher).is_confirmed


def test_organiser_makes_a_round_on_a_phone(meeting, page_of):
    lead = make.project_lead()
    page = sign_in(page_of(size="phone"), lead)
    page.goto(meeting.get_absolute_url())
    follow(page, "Rondes en sessies")
    follow(page, "Voeg een ronde toe")
    page.get_by_label("Naam van de ronde").fill("Werkplaatsen")
    page.get_by_label("Van", exact=True).fill("16:30")
    page.get_by_label("Tot", exact=True).fill("17:00")
    press(page, "Bewaar")
    follow(page, "Voeg een sessie toe")
    page.get_by_label("Titel").fill("Kleuters zoeken een woord")
    page.get_by_label("Plaatsen").fill("12")
    press(page, "Bewaar")
    says(page, "0 van 12")
    assert meeting.rounds.get().sessions.get().capacity == 12

"""The second job: a teacher with four minutes and a phone takes part in a theme meeting."""

import pytest

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

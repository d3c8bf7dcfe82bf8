"""An account from its making to its second step, in a browser with the content security policy at work."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from network.people.models import User
from tests.browser.steps import follow, letters_to, press, says
from tests.factories import PASSWORD, MembershipFactory, administrator, teacher

NEW = "Nieuw en lang genoeg 26"
pytestmark = pytest.mark.django_db(transaction=True)


def code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def path_in(letter):
    return re.search(r"http://portaal\.example(/account/password/reset/key/\S+)", letter.body)[1]


def test_a_new_colleague_chooses_a_password_and_a_second_step(page_of):
    admin = page_of(administrator())
    admin.goto("/beheer/people/user/add/")
    admin.get_by_label("E-mailadres").fill("noor@proef.example")
    admin.get_by_label("Voornaam").fill("Noor")
    admin.get_by_label("Achternaam").fill("van Dam")
    admin.locator("input[name=_save]").click()
    admin.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    admin.get_by_role("main").get_by_role("button").first.click()
    admin.wait_for_url("**/beheer/people/user/")

    noor = User.objects.get(email="noor@proef.example")
    MembershipFactory(user=noor, school__name="De Vlier")
    page = page_of()
    page.goto(path_in(letters_to(noor)[0]))
    page.locator("#id_password1").fill(NEW)
    page.locator("#id_password2").fill(NEW)
    press(page, "Bewaar mijn nieuwe wachtwoord")
    follow(page, "Log in")
    page.get_by_label("E-mailadres").fill(noor.email)
    page.get_by_label("Wachtwoord", exact=True).fill(NEW)
    press(page, "Log in")

    press(page, "Ik accepteer dit en ga door")
    page.goto("/mijn/profiel/")
    says(page, "De Vlier")
    page.goto("/mijn/veiligheid/")
    follow(page, "Stel een app met codes in")
    page.get_by_label("Wachtwoord", exact=True).fill(NEW)
    page.get_by_role("main").get_by_role("button").first.click()
    secret = page.locator("input[readonly]").input_value()
    page.get_by_label(re.compile("code", re.IGNORECASE)).last.fill(code(secret))
    page.get_by_role("main").get_by_role("button").last.click()
    page.wait_for_url("**/recovery-codes/")
    subjects = [letter.subject for letter in letters_to(noor)]
    assert "Inloggen gaat nu in twee stappen" in subjects


@pytest.mark.parametrize("path", ["people/user/", "schools/school/add/", "partners/partner/add/", "base/outgoingmail/"])
def test_the_administration_works_within_the_policy(page_of, path):
    """Its page fails on an error in the console, which is where a browser says what it refused."""
    page = page_of(administrator())
    assert page.goto(f"/beheer/{path}").status == 200
    page.wait_for_load_state("networkidle")


def test_somebody_logs_out_on_another_device(page_of):
    person = teacher()
    here, there = page_of(person, "phone"), page_of(person)
    there.goto("/mijn/veiligheid/")
    here.goto("/mijn/veiligheid/")
    press(here, "Log overal elders uit")
    here.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    press(here, "Ga verder")
    here.wait_for_url("**/mijn/veiligheid/")
    assert here.get_by_role("button", name="Log overal elders uit").count() == 0
    there.goto("/mijn/profiel/")
    assert "/account/login/" in there.url

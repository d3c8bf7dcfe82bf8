"""Logging in with a passkey and with a school account, in a browser with the content security policy at work."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from tests.browser.steps import follow, press, says, sign_in
from tests.factories import PASSWORD, teacher
from tests.people.provider import running

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_home(settings, live_server):
    """The portal knows the address under which the browser finds it."""
    settings.PUBLIC_ADDRESS = live_server.url
    settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"


def within_this_machine(route):
    """Answer with nothing where the pages of the provider ask for what is elsewhere, or for an icon."""
    is_here = route.request.url.startswith("http://localhost") and not route.request.url.endswith("favicon.ico")
    route.continue_() if is_here else route.fulfill(status=204)


def finger(page):
    """A device that keeps passkeys and always finds the right finger on it."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_teacher_makes_a_passkey_and_logs_in_with_one_press(at_home, page_of):
    person = teacher()
    page = sign_in(page_of(size="phone"), person)
    finger(page)
    page.goto("/mijn/veiligheid/")
    follow(page, "Voeg een passkey toe")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_label("Naam").fill("Mijn telefoon")
    press(page, "Maak de passkey")
    page.wait_for_url("**/recovery-codes/")
    page.goto("/mijn/veiligheid/")
    says(page, "Mijn telefoon")
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count() == 1

    page.context.clear_cookies()
    page.goto("/account/login/")
    press(page, "Log in met een passkey")
    page.wait_for_url(lambda url: "/account/" not in url)
    page.goto("/mijn/profiel/")
    page.get_by_role("heading", name="Mijn gegevens").wait_for()


def test_without_javascript_there_is_no_button_that_does_nothing(page_of):
    page = page_of(javascript=False)
    page.goto("/account/login/")
    assert page.get_by_role("button", name="Log in met een passkey").count() == 0
    page.get_by_role("main").get_by_role("button", name="Log in").wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without javascript"])
def test_a_school_account_leads_there_and_back(at_home, page_of, settings, javascript):
    SocialAccount.objects.create(user=teacher(), provider="school", uid="a1")
    with running(settings):
        page = page_of(size="phone", javascript=javascript)
        page.route("**/*", within_this_machine)
        page.goto("/account/login/")
        press(page, "Log in met De School")
        page.locator("input[name=sub]").fill("a1")
        page.locator("button[type=submit], button").first.click()
        page.wait_for_url(lambda url: "/mijn" in url)
        page.goto("/mijn/profiel/")
        page.get_by_role("heading", name="Mijn gegevens").wait_for()


def test_a_teacher_links_a_school_account(at_home, page_of, settings):
    person = teacher()
    with running(settings):
        page = page_of(person, "phone")
        page.route("**/*", within_this_machine)
        page.goto("/mijn/veiligheid/")
        press(page, "Koppel De School")
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        press(page, "Ga verder")
        page.locator("input[name=sub]").fill("e5")
        page.locator("button[type=submit], button").first.click()
        page.wait_for_url("**/mijn/veiligheid/")
        assert page.get_by_role("button", name="Koppel De School").count() == 0
    assert SocialAccount.objects.get().user == person

"""An empty portal, from `make start` to the dashboard, by a person with a browser and nothing else."""

import re
import signal
import time

import psycopg2
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from deploy.postgres.cluster import free_port
from tests.deploy.test_start import health, wait_for_pages

PASSWORD = "Een lange zin voor Pleun 1"


@pytest.fixture
def phone(chromium):
    """`phone()`: a new browser of a phone, without JavaScript."""
    size = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    return lambda: chromium.new_context(java_script_enabled=False, locale="nl-NL", **size).new_page()


def printed_link(started):
    return re.search(r"http://\S+/begin/\S+/", started.said()[0]).group()


def set_up_second_step(page):
    """Whoever leads the project goes nowhere without one. The password of a moment ago is not asked again."""
    assert page.url.endswith("/mijn/veiligheid/")
    page.get_by_role("link", name="Stel een app met codes in").click()
    secret = page.locator("input[readonly]").input_value()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.get_by_label(re.compile("code", re.IGNORECASE)).last.fill(code)
    page.get_by_role("main").get_by_role("button").last.click()
    page.wait_for_url("**/recovery-codes/")


def refusal(place, statement):
    """What PostgreSQL says to the role of the pages."""
    connection = psycopg2.connect((place / "database_url").read_text())
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except psycopg2.Error as error:
        return type(error).__name__
    finally:
        connection.close()
    return None


@pytest.mark.slow
@pytest.mark.browser
def test_empty_portal_becomes_a_network_through_the_printed_link(run, place, wait_until, phone):
    port = free_port()
    first = run("deploy.start", PORT=str(port))
    wait_for_pages(first, port, wait_until)
    wait_until(lambda: "/begin/" in first.said()[0])
    old = printed_link(first)
    assert first.end(signal.SIGTERM)[0] == 0

    begun = time.monotonic()
    second = run("deploy.start", PORT=str(port))
    wait_for_pages(second, port, wait_until)
    print(f"second start: {time.monotonic() - begun:.1f} s")
    wait_until(lambda: "/begin/" in second.said()[0])
    link = printed_link(second)
    assert link != old

    page = phone()
    assert page.goto(old).status == 404
    page.goto(link)
    assert page.url == f"http://127.0.0.1:{port}/begin/"
    page.get_by_label("Naam").fill("Netwerk Nieuwstad")
    page.get_by_role("button", name="Verder naar de scholen").click()
    page.get_by_label("Naam van de school").first.fill("De Eerste")
    page.get_by_label("Schoolbestuur").first.fill("Bestuur A")
    page.get_by_role("button", name="Verder naar je account").click()
    page.get_by_label("Voornaam").fill("Pleun")
    page.get_by_label("Achternaam").fill("van der Leiding")
    page.get_by_label("E-mailadres").fill("pleun@nieuwstad.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Start het netwerk").click()
    assert "Je netwerk is er, en je bent ingelogd." in page.content()
    page.get_by_role("button", name="Ik accepteer dit en ga door").click()  # the privacy statement, as everyone
    set_up_second_step(page)
    page.goto(f"http://127.0.0.1:{port}/dashboard/")
    assert page.get_by_text("Nodig de schoolleiders uit").is_visible()
    assert page.get_by_text("Netwerk Nieuwstad").first.is_visible()

    other = phone()
    assert other.goto(link).status == 404
    assert other.goto(f"http://127.0.0.1:{port}/begin/").status == 404

    assert refusal(place, "UPDATE people_userevent SET email = ''") == "InsufficientPrivilege"
    assert refusal(place, "ALTER TABLE people_user DISABLE TRIGGER ALL") == "InsufficientPrivilege"
    assert second.end(signal.SIGTERM)[0] == 0

    backup = str(place / "portal.dump")
    assert run("deploy.backup", backup).finished()[0] == 0
    assert run("deploy.restore", backup).finished()[0] == 0
    third = run("deploy.start", PORT=str(port))
    wait_for_pages(third, port, wait_until)
    assert "/begin/" not in third.said()[0]
    assert health(port)["audit trail"] == "ok"
    assert refusal(place, "DELETE FROM people_userevent") == "InsufficientPrivilege"
    page.goto(f"http://127.0.0.1:{port}/dashboard/")
    assert page.get_by_text("Nodig de schoolleiders uit").is_visible()

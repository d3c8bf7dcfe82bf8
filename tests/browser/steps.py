"""What people do, in the words that they see."""

import icalendar
from django.core import mail
from django.utils import timezone

from network.base.mail import deliver
from network.base.models import OutgoingMail
from tests.factories import PASSWORD


def sign_in(page, user):
    """From the home page through the form."""
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Log in").click()
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    press(page, "Log in")
    page.wait_for_url(lambda url: "/account/login/" not in url)
    return page


def follow(page, name):
    """Follow a link of the page itself, not of the menu."""
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=name == "Log in").click()


def says(page, text):
    """Wait until the page says this somewhere in what it shows."""
    page.get_by_text(text).first.wait_for()


def letters_to(user):
    """Deliver the mail that waits, and return what arrived at this person since the last time, oldest first."""
    for pk in OutgoingMail.objects.waiting().order_by("pk").values_list("pk", flat=True):
        deliver(pk=pk, now=timezone.now())
    mine = [letter for letter in mail.outbox if letter.to == [user.email]]
    mail.outbox[:] = [letter for letter in mail.outbox if letter.to != [user.email]]
    return mine


def event_in(letter):
    """(method, event) of the calendar part of a letter."""
    parts = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1, letter.subject
    calendar = icalendar.Calendar.from_ical(parts[0].get_payload(decode=True))
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event

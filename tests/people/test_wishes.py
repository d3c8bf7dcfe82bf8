"""Which mail somebody wants, and the one click that ends it (RFC 8058)."""

import pytest
import time_machine
from django.test import Client

from network.activities import emails
from network.base import mail
from network.base.models import OutgoingMail
from network.people.models import User
from network.people.wishes import Wish, stop_link
from network.schools.models import School
from network.steering.actions import adopt
from tests.factories import (
    FrameworkVersionFactory,
    InvitationFactory,
    PositionFactory,
    project_lead,
    school_leader,
    teacher,
)

WISHES = "/mijn/profiel/wensen/"
pytestmark = pytest.mark.django_db


def path_of(person, wish=Wish.INVITATIONS):
    return stop_link(person, wish).removeprefix("http://portaal.example")


def test_mail_that_one_may_do_without_carries_the_headers_of_one_click(now):
    invitation = InvitationFactory()
    with time_machine.travel(now, tick=False):  # the link is signed with its second
        emails.queue_invited(invitation, by=invitation.invited_by, now=now)
        link = stop_link(invitation.user, Wish.INVITATIONS)
    row = OutgoingMail.objects.get()
    headers = mail.message(row).message()
    assert headers["List-Unsubscribe"] == f"<{link}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert row.stop_url in row.text
    assert row.stop_url in row.html


@pytest.mark.parametrize(
    ("wish", "queue"), [("wants_invitations", emails.queue_invited), ("wants_reminders", emails.queue_reminded)]
)
def test_nobody_gets_what_was_switched_off(now, wish, queue):
    invitation = InvitationFactory(user=teacher(**{wish: False}))
    queue(invitation, by=invitation.invited_by, now=now)
    assert not OutgoingMail.objects.exists()


def test_looking_only_asks_and_posting_twice_is_posting_once():
    person = teacher()
    client = Client(enforce_csrf_checks=True)
    assert client.get(path_of(person)).status_code == 200
    assert User.objects.get(pk=person.pk).wants_invitations
    for _ in range(2):
        assert client.post(path_of(person), {"List-Unsubscribe": "One-Click"}).status_code == 200
    after = User.objects.get(pk=person.pk)
    assert (after.wants_invitations, after.wants_reminders) == (False, True)


def test_a_changed_link_ends_nothing(client):
    person = teacher()
    assert client.post(f"{path_of(person)[:-3]}xx/").status_code == 404
    assert User.objects.get(pk=person.pk).wants_invitations


def test_photos_are_allowed_with_a_date_and_a_text_and_can_be_taken_back(client_of):
    person = teacher()
    client = client_of(person)
    client.post(WISHES, {"language": "nl", "allows_photos": "on"})
    person.refresh_from_db()
    first = person.photo_consent_at
    assert person.photo_consent_version == "2026-11"
    client.post(WISHES, {"language": "nl", "allows_photos": "on"})
    person.refresh_from_db()
    assert person.photo_consent_at == first
    client.post(WISHES, {"language": "nl"})
    person.refresh_from_db()
    assert (person.photo_consent_at, person.photo_consent_version) == (None, "")


def test_only_who_gets_mail_about_decisions_is_asked_about_it(client_of):
    assert "wants_decisions" in client_of(school_leader()).get(WISHES).context["form"].fields
    assert "wants_decisions" not in client_of(teacher()).get(WISHES).context["form"].fields


def test_mail_about_an_adopted_framework_is_for_who_wants_it(client, now):
    wants, wants_not = school_leader(), school_leader(wants_decisions=False)
    version = FrameworkVersionFactory(proposed=True)
    for school in School.objects.all():
        PositionFactory(version=version, school=school)
    title = {"title": "Besluit", "text": "Zo doen we het.", "review_on": None}
    adopt(version=version, by=project_lead(), now=now, **title)
    mail = OutgoingMail.objects.filter(subject__startswith="Geldt vanaf vandaag")
    assert wants.email in set(mail.values_list("to_address", flat=True))
    assert wants_not.email not in set(mail.values_list("to_address", flat=True))
    client.post(mail.get(to_address=wants.email).stop_url.removeprefix("http://portaal.example"))
    wants.refresh_from_db()
    assert not wants.wants_decisions

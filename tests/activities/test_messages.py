"""A message of the organisers: who gets it, what is shown first, and what is kept."""

from urllib.parse import urlsplit

import pytest

from network.activities.models import Message
from network.base.models import OutgoingMail
from network.people.models import Membership
from tests import factories as make

pytestmark = pytest.mark.django_db
SAID = {"to": "coming", "subject": "Neem je laptop mee", "text": "Er zijn er te weinig.\n<b>Echt</b>", "school": ""}


@pytest.fixture
def meeting():
    meeting = make.ThemeMeetingFactory()
    make.RegistrationFactory.create_batch(2, activity=meeting)
    make.RegistrationFactory(activity=meeting, waiting=True)
    return meeting


def path(meeting, page="bericht"):
    return f"/agenda/{meeting.slug}/{page}/"


@pytest.fixture
def organiser(client_of, meeting):
    return client_of(meeting.created_by)


def test_it_is_shown_before_it_goes(organiser, meeting):
    shown = organiser.post(path(meeting), SAID)
    page = shown.content.decode()
    assert "Dit aan 2 mensen sturen?" in page
    assert all(str(row.user) in page for row in meeting.registrations.confirmed())
    assert "&lt;b&gt;Echt&lt;/b&gt;" in page
    assert not Message.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_each_gets_a_mail_of_their_own(organiser, meeting):
    organiser.post(path(meeting), {**SAID, "sure": "1"})
    addresses = {row.user.email for row in meeting.registrations.confirmed()}
    mails = OutgoingMail.objects.all()
    assert {mail.to_address for mail in mails} == addresses
    assert {mail.subject for mail in mails} == {"Neem je laptop mee"}
    assert all("<b>" not in mail.html.partition("laptop")[2] or "&lt;b&gt;Echt" in mail.html for mail in mails)
    assert all("<b>Echt</b>" in mail.text and str(meeting.created_by) in mail.text for mail in mails)
    assert Message.objects.get().people == 2


@pytest.mark.parametrize(("to", "number"), [("coming", 2), ("waiting", 1), ("all", 3)])
def test_groups_of_people(organiser, meeting, to, number):
    organiser.post(path(meeting), {**SAID, "to": to, "sure": "1"})
    assert OutgoingMail.objects.count() == number


def test_those_who_were_there_and_those_who_were_not(client_of):
    meeting = make.ThemeMeetingFactory(past=True)
    there = make.RegistrationFactory(activity=meeting, present=True)
    make.RegistrationFactory(activity=meeting)
    client_of(meeting.created_by).post(path(meeting), {**SAID, "to": "present", "sure": "1"})
    assert [mail.to_address for mail in OutgoingMail.objects.all()] == [there.user.email]


def over_with_one_who_wants_none(client_of):
    meeting = make.ThemeMeetingFactory(past=True)
    wants = make.RegistrationFactory(activity=meeting, present=True)
    without = make.RegistrationFactory(activity=meeting, present=True, user=make.teacher(wants_reminders=False))
    return meeting, client_of(meeting.created_by), wants, without


def test_afterwards_one_may_do_without_and_the_preview_says_so(client_of):
    meeting, client, wants, without = over_with_one_who_wants_none(client_of)
    page = client.post(path(meeting), {**SAID, "to": "present"}).content.decode()
    assert "Dit aan 1 persoon sturen?" in page
    assert str(without.user) not in page
    assert "1 ander wil zulke mail niet" in page
    client.post(path(meeting), {**SAID, "to": "present", "sure": "1"})
    mail = OutgoingMail.objects.get()
    assert mail.to_address == wants.user.email
    client_of().post(urlsplit(mail.stop_url).path)
    wants.user.refresh_from_db()
    assert not wants.user.wants_reminders


def test_what_is_written_before_reaches_everyone(client_of):
    meeting = make.ThemeMeetingFactory()
    make.RegistrationFactory(activity=meeting, user=make.teacher(wants_reminders=False))
    client_of(meeting.created_by).post(path(meeting), {**SAID, "sure": "1"})
    assert OutgoingMail.objects.get().stop_url == ""


def test_who_left_the_network_is_neither_counted_nor_written_to(organiser, meeting):
    row = meeting.registrations.confirmed().first()
    Membership.objects.filter(user=row.user).update(ends_on=make.day(-1))
    page = organiser.post(path(meeting), SAID).content.decode()
    assert "Dit aan 1 persoon sturen?" in page
    organiser.post(path(meeting), {**SAID, "sure": "1"})
    assert Message.objects.get().people == OutgoingMail.objects.count() == 1
    assert OutgoingMail.objects.get().to_address != row.user.email


def test_one_school_alone(organiser, meeting):
    row = meeting.registrations.confirmed().first()
    organiser.post(path(meeting), {**SAID, "school": row.school.pk, "sure": "1"})
    assert [mail.to_address for mail in OutgoingMail.objects.all()] == [row.user.email]


def test_what_was_typed_comes_back_to_be_changed(organiser, meeting):
    page = organiser.post(path(meeting), {**SAID, "change": "1"}).content.decode()
    assert "Neem je laptop mee" in page
    assert "Er zijn er te weinig." in page


def test_sending_twice_sends_once(client_of, meeting):
    client = client_of(meeting.created_by)
    client.get(path(meeting))
    token = client.post(path(meeting), SAID).context["csrf_token"]
    for _ in range(2):
        client.post(path(meeting), {**SAID, "sure": "1", "csrfmiddlewaretoken": str(token)})
    assert Message.objects.count() == 1


def test_enough_is_enough(organiser, meeting):
    make.MessageFactory.create_batch(5, activity=meeting, sent_at=make.moment(0))
    page = organiser.post(path(meeting), {**SAID, "sure": "1"}).content.decode()
    assert "Er gingen de afgelopen 24 uur al vijf berichten uit." in page
    assert "Neem je laptop mee" in page
    assert not OutgoingMail.objects.exists()


def test_header_cannot_be_added(organiser, meeting):
    organiser.post(path(meeting), {**SAID, "subject": "Hallo\r\nBcc: iemand@proef.example", "sure": "1"})
    assert {mail.subject for mail in OutgoingMail.objects.all()} <= {"Hallo Bcc: iemand@proef.example"}


@pytest.mark.parametrize("page", ["bericht", "post"])
def test_for_organisers_alone(client_of, meeting, page):
    assert client_of(make.teacher()).get(path(meeting, page)).status_code == 403
    assert client_of().get(path(meeting, page)).status_code == 302


def test_log_says_to_whom_and_whether_it_arrived_but_nobodys_text(organiser, meeting):
    [first, second] = meeting.registrations.confirmed()
    about = f"activities.activity:{meeting.pk}"
    make.OutgoingMailFactory(
        to_address=first.user.email, subject="Je komt", about=about, sent_at=make.moment(0), text="geheim"
    )
    make.OutgoingMailFactory(to_address=second.user.email, about=about, given_up_at=make.moment(0))
    make.OutgoingMailFactory(to_address="vreemd@proef.example", about=about)
    page = organiser.get(path(meeting, "post")).content.decode()
    assert str(first.user) in page
    assert "Je komt" in page
    assert "geheim" not in page
    assert "vreemd@proef.example" not in page
    assert "1 mail kwam niet aan." in page
    assert "onderweg" in page

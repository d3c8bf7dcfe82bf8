"""The outbox: a mail is written with its cause and delivered at least once."""

import datetime
import email
import email.policy
import smtplib
import threading

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from network.base import mail, tasks
from network.base.models import OutgoingMail
from tests.factories import NetworkFactory, OutgoingMailFactory, UserFactory

INVITE = "\r\n".join(
    ["BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", "SUMMARY:Café", "END:VEVENT", "END:VCALENDAR", ""]
)


class Failing(EmailBackend):
    """A mail server that answers as the test says, per address or for all."""

    problems = {}

    def send_messages(self, messages):
        for message in messages:
            if problem := self.problems.get(message.to[0]) or self.problems.get("all"):
                raise problem
        return super().send_messages(messages)


@pytest.fixture
def problems(settings, monkeypatch):
    monkeypatch.setattr(Failing, "problems", {})
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Failing"}}
    return Failing.problems


def queued(now, **fields):
    return mail.queue_text(**{"to": "noor@proef.example", "subject": "Hallo", "text": "Dag\n", "now": now, **fields})


def parsed(row):
    return email.message_from_bytes(mail.message(row).message().as_bytes(), policy=email.policy.default)


# Writing


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_leaves_neither_mail_nor_task(now):
    with transaction.atomic():
        queued(now)
        transaction.set_rollback(True)
    assert (OutgoingMail.objects.count(), OrmQ.objects.count()) == (0, 0)
    with transaction.atomic():
        row = queued(now)
    (task,) = [SignedPackage.loads(waiting.payload) for waiting in OrmQ.objects.all()]
    assert (task["func"], task["args"]) == ("network.base.tasks.deliver_mail", (row.pk,))


def test_a_template_is_rendered_in_the_language_of_its_reader_and_not_escaped_as_html(db, now):
    person = UserFactory(given_name="Noor's <b>", language="nl")
    fields = {"person": person, "link": "https://x.example/?a=1&b=2", "days": 3}
    make = {"template": "people/mail/password_link", "to": person.email, "now": now, "context": fields}
    dutch, english = mail.queue(language="nl", **make), mail.queue(language="en", **make)
    assert (dutch.subject, english.subject) == ("Kies een nieuw wachtwoord", "Choose a new password")
    assert "Noor's <b>" in dutch.text
    assert "https://x.example/?a=1&b=2" in dutch.text
    assert "Noor&#x27;s &lt;b&gt;" in dutch.html


def test_a_mail_names_the_network_it_comes_from(db, now):
    NetworkFactory(name="Netwerk <Noord>")
    person = UserFactory()
    fields = {"person": person, "link": "https://x.example/", "days": 3}
    row = mail.queue(template="people/mail/password_link", to=person.email, language="nl", now=now, context=fields)
    assert row.text.endswith("Netwerk <Noord> · http://portaal.example\n")
    assert "<header>Netwerk &lt;Noord&gt;</header>" in row.html


@pytest.mark.parametrize(
    "subject", ["Hallo\r\nBcc: x@elders.example", "Hallo\nBcc: x", "Hal\x00lo", "\tHallo  daar\u2028"]
)
def test_a_subject_cannot_add_headers(db, now, subject):
    row = queued(now, subject=subject)
    message = parsed(row)
    assert row.subject.isprintable()
    assert message["Bcc"] is None
    assert message["Subject"] == row.subject


def test_an_address_cannot_add_headers_or_recipients(db, now):
    for address in ["a@proef.example\nBcc: x@elders.example", "a@proef.example, b@proef.example", "geen adres"]:
        row = queued(now, to=address)
        assert not mail.deliver(pk=row.pk, now=now)
    assert django_mail.outbox == []


def test_a_mail_has_text_html_and_a_calendar_part(db, now):
    row = queued(now, html="<p>Dag</p>", calendar=INVITE)
    parts = list(parsed(row).iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert parts[2].get_param("method") == "REQUEST"
    assert parts[2].get_content().splitlines() == INVITE.splitlines()


def test_a_mail_says_that_a_machine_wrote_it(db, now):
    assert parsed(queued(now))["Auto-Submitted"] == "auto-generated"


# Delivering


def test_a_mail_goes_out_once(db, now):
    row = queued(now)
    assert mail.deliver(pk=row.pk, now=now)
    assert not mail.deliver(pk=row.pk, now=now)
    assert [message.to for message in django_mail.outbox] == [["noor@proef.example"]]
    row.refresh_from_db()
    assert (row.sent_at, row.attempts, row.last_error) == (now, 1, "")


def test_a_sender_that_dies_before_noting_it_sends_again_with_the_same_message_id(db, now, monkeypatch):
    row = queued(now)
    with monkeypatch.context() as patch:
        patch.setattr(OutgoingMail, "save", lambda self: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit), transaction.atomic():
            mail.deliver(pk=row.pk, now=now)
    row.refresh_from_db()
    assert row.sent_at is None
    assert mail.deliver(pk=row.pk, now=now)
    first, second = [message.message()["Message-ID"] for message in django_mail.outbox]
    assert first == second == row.message_id


def test_a_failure_waits_longer_each_time_and_is_given_up_after_eight(db, now, problems):
    problems["all"] = OSError("stil")
    row, waits, moment = queued(now), [], now
    while not row.given_up_at:
        assert not mail.deliver(pk=row.pk, now=moment)
        row.refresh_from_db()
        waits.append((row.try_again_at - moment) // datetime.timedelta(minutes=1))
        moment = max(row.try_again_at, moment)
    assert waits == [1, 5, 15, 60, 240, 720, 1440, 0]
    assert (row.attempts, row.last_error) == (8, "OSError: stil")


def test_a_mail_is_not_tried_before_its_time(db, now, problems):
    problems["all"] = OSError("stil")
    row = queued(now)
    mail.deliver(pk=row.pk, now=now)
    problems.clear()
    assert not mail.deliver(pk=row.pk, now=now + datetime.timedelta(seconds=59))
    assert mail.deliver(pk=row.pk, now=now + datetime.timedelta(seconds=60))


@pytest.mark.parametrize(("code", "given_up"), [(550, True), (450, False)])
def test_an_address_that_does_not_exist_is_given_up_at_once(db, now, problems, code, given_up):
    problems["all"] = smtplib.SMTPRecipientsRefused({"noor@proef.example": (code, b"onbekend")})
    row = queued(now)
    mail.deliver(pk=row.pk, now=now)
    row.refresh_from_db()
    assert bool(row.given_up_at) is given_up


def test_one_bad_mail_does_not_hold_up_the_others(db, now, problems):
    problems["kapot@proef.example"] = OSError("weg\x00")
    bad = queued(now, to="kapot@proef.example")
    unsendable = queued(now, to="geen adres")
    good = [queued(now), queued(now)]
    assert tasks.deliver_waiting_mail() == 2
    assert list(OutgoingMail.objects.waiting().order_by("pk")) == [bad, unsendable]
    assert all(OutgoingMail.objects.get(pk=row.pk).sent_at for row in good)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_once(now, settings):
    sending, go_on = threading.Event(), threading.Event()

    class Slow(EmailBackend):
        def send_messages(self, messages):
            sending.set()
            assert go_on.wait(10)
            return super().send_messages(messages)

    globals()["Slow"] = Slow
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Slow"}}
    row, sent = queued(now), []

    def send():
        sent.append(mail.deliver(pk=row.pk, now=now))
        connection.close()

    first = threading.Thread(target=send)
    first.start()
    assert sending.wait(10)
    second = threading.Thread(target=send)
    second.start()
    second.join(10)
    go_on.set()
    first.join(10)
    assert sent == [False, True]
    assert len(django_mail.outbox) == 1


# What must not stay


def test_the_text_of_a_secret_mail_is_forgotten_once_it_is_sent(db, now):
    row = queued(now, is_secret=True, html="<p>geheim</p>")
    mail.deliver(pk=row.pk, now=now)
    row.refresh_from_db()
    assert (row.text, row.html) == ("", "")
    assert "Dag" in django_mail.outbox[0].body


def test_the_text_of_a_secret_mail_is_forgotten_when_it_is_given_up(db, now, problems):
    problems["all"] = smtplib.SMTPRecipientsRefused({"noor@proef.example": (550, b"")})
    row = queued(now, is_secret=True)
    mail.deliver(pk=row.pk, now=now)
    row.refresh_from_db()
    assert (bool(row.given_up_at), row.text) == (True, "")
    assert not mail.try_again(pk=row.pk, now=now)


def test_the_database_keeps_no_secret_that_was_sent(db):
    with pytest.raises(IntegrityError, match="outgoing_mail_secret_is_forgotten"):
        OutgoingMailFactory(sent=True, is_secret=True)


def test_a_mail_is_not_both_sent_and_given_up(db):
    with pytest.raises(IntegrityError, match="outgoing_mail_sent_or_given_up"):
        OutgoingMailFactory(sent=True, given_up=True)


def test_a_message_id_is_used_once(db):
    with pytest.raises(IntegrityError, match="message_id"):
        OutgoingMailFactory(message_id=OutgoingMailFactory().message_id)


def test_a_mail_that_was_given_up_can_be_tried_again(db, now):
    row = OutgoingMailFactory(given_up=True)
    assert mail.try_again(pk=row.pk, now=now)
    assert mail.deliver(pk=row.pk, now=now)
    assert django_mail.outbox[0].extra_headers["Message-ID"] == row.message_id


def test_a_sent_mail_is_not_tried_again(db, now):
    assert not mail.try_again(pk=OutgoingMailFactory(sent=True).pk, now=now)


# Text that the sender writes


def hello(*, name, now):
    """A composer: the parts of a mail for somebody, or None for nobody."""
    if name == "nobody":
        return None
    if name == "broken":
        raise OutgoingMail.DoesNotExist
    person = UserFactory.build(given_name=name)
    context = {"person": person, "link": f"https://x.example/{now:%Y}", "days": 3}
    return {"template": "people/mail/password_link", "language": "en", "context": context, "calendar": INVITE}


def to_compose(now, name):
    return mail.queue_to_compose(hello, to="noor@proef.example", now=now, name=name)


def test_the_sender_writes_what_was_queued_without_a_text(db, now):
    row = to_compose(now, "Noor")
    assert (row.subject, row.composer, row.composed_from) == ("", f"{__name__}.hello", {"name": "Noor"})
    assert mail.deliver(pk=row.pk, now=now)
    row.refresh_from_db()
    [sent] = django_mail.outbox
    assert row.subject == sent.subject != ""
    assert f"https://x.example/{now:%Y}" in sent.body
    assert (row.calendar_method, row.composer, row.composed_from) == ("REQUEST", "", {})


def test_a_mail_that_nobody_needs_any_more_goes(db, now):
    row = to_compose(now, "nobody")
    assert not mail.deliver(pk=row.pk, now=now)
    assert not OutgoingMail.objects.exists()
    assert django_mail.outbox == []


def test_a_text_that_cannot_be_written_is_tried_again(db, now):
    row = to_compose(now, "broken")
    assert not mail.deliver(pk=row.pk, now=now)
    row.refresh_from_db()
    assert (row.attempts, row.sent_at, row.last_error.split(":")[0]) == (1, None, "DoesNotExist")
    assert row.composer

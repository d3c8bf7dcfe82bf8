"""Writing mail into the outbox and delivering it.

A mail is written in three templates, `<name>.subject.txt`, `<name>.txt` and `<name>.html`, in the language of its
reader. The row is made in the caller's transaction, together with the task that wakes the sender; both vanish if the
transaction does. Delivery is at least once: a sender that dies between sending and noting it sends again with the
same Message-ID, by which mail programs drop the second one.
"""

import datetime
import uuid
from email.headerregistry import Address
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.module_loading import import_string
from django_q.tasks import async_task

from network.base.models import OutgoingMail, about
from network.base.text import breakable

WAITS = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]


def queue(*, template, to, language, now, context, concerning=None, calendar="", is_secret=False, stop_url=""):
    """Write one mail into the outbox.

    `template` is a path without extension, such as `activities/mail/confirmed`; `to` an address; `language` a code;
    `concerning` the object the mail is filed under; `calendar` an iCalendar text; `is_secret` forgets the text once
    it is sent (for links that open an account); `stop_url` the address that ends mail which one may do without.
    Returns the row.
    """
    texts = written(template=template, language=language, context=context, stop_url=stop_url)
    return queue_text(
        to=to, **texts, now=now, concerning=concerning, calendar=calendar, is_secret=is_secret, stop_url=stop_url
    )


def queue_to_compose(composer, /, *, to, now, concerning=None, **arguments):
    """Write one mail into the outbox whose text the sender writes, so that whoever pressed a button need not wait.

    `composer` is a function of a module; the sender calls it with `arguments` (values that JSON has) and `now`, the
    moment of the cause. It answers a dict of `template`, `language`, `context` and perhaps `calendar`, as `queue` takes
    them, or None when nobody needs this mail any more. Returns the row.
    """
    row = OutgoingMail(to_address=to, composer=f"{composer.__module__}.{composer.__name__}", composed_from=arguments)
    return put_in_outbox(row, concerning=concerning, now=now)


def compose(mail):
    """Write the text of a mail that was queued without. Returns False when nobody needs it any more."""
    if not mail.composer:
        return True
    parts = import_string(mail.composer)(**mail.composed_from, now=mail.queued_at)
    if not parts:
        return False
    mail.calendar = parts.pop("calendar", "")
    for name, text in written(**parts).items():
        setattr(mail, name, text)
    mail.composer, mail.composed_from = "", {}
    return True


def written(*, template, language, context, stop_url=""):
    """The texts of a mail in a language: a dict of `subject`, `text` and `html`."""
    with translation.override(language):
        context = {"address": settings.PUBLIC_ADDRESS, "stop_url": stop_url, **frame(), **context}
        subject = one_line(plain(f"{template}.subject.txt", context))[:250]
        return {
            "subject": subject,
            "text": plain(f"{template}.txt", context).strip() + "\n",
            "html": render_to_string(f"{template}.html", {**context, "subject": subject}),
        }


def frame():
    """What every mail knows of the network that sends it; a higher room tells it, see MAIL_FRAME in the settings."""
    return import_string(settings.MAIL_FRAME)()


def plain(template, context):
    """A template rendered as text: nothing in it is escaped for HTML, and its lines may break anywhere."""
    return breakable(get_template(template).template.render(Context(context, autoescape=False)))


def one_line(text):
    """Text without line breaks or other control characters, so that it cannot add headers to a mail."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def queue_text(*, to, subject, text, now, html="", concerning=None, calendar="", is_secret=False, stop_url=""):
    """Write one mail of ready-made text into the outbox and wake the sender. Returns the row."""
    row = OutgoingMail(
        to_address=to,
        subject=one_line(subject)[:250],
        text=text,
        html=html,
        calendar=calendar,
        is_secret=is_secret,
        stop_url=stop_url,
    )
    return put_in_outbox(row, concerning=concerning, now=now)


def put_in_outbox(mail, *, concerning, now):
    """Save a new mail with what all of them have, and wake the sender. Returns it."""
    mail.message_id = f"<{uuid.uuid4().hex}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}>"
    mail.about = about(concerning)
    mail.queued_at = mail.try_again_at = now
    mail.save(force_insert=True)
    wake_sender(mail)
    return mail


def wake_sender(mail):
    """Ask the queue to deliver a mail at once. Should this get lost, the sweep of every minute finds the mail."""
    async_task("network.base.tasks.deliver_mail", mail.pk, task_name=f"mail {mail.pk}", save=False)


@transaction.atomic
def deliver(*, pk, now):
    """Send one waiting mail, unless another sender holds it or it is not due.

    Returns whether it went out. A failure is written down with the moment of the next try. After the last of `WAITS`,
    or at once when the mail server says that there is no such address, the mail is given up and shows on the dashboard.
    """
    mail = (
        OutgoingMail.objects.waiting().select_for_update(skip_locked=True).filter(pk=pk, try_again_at__lte=now).first()
    )
    if not mail:
        return False
    mail.attempts += 1
    try:
        with transaction.atomic():  # a text that cannot be written leaves the row to note so
            if not compose(mail):
                mail.delete()
                return False
        message(mail).send()
    except Exception as problem:  # whatever a mail server or the network comes up with
        note_failure(mail, problem, now)
    else:
        mail.sent_at, mail.last_error = now, ""
    if mail.is_secret and (mail.sent_at or mail.given_up_at):
        mail.text = mail.html = mail.calendar = ""
    mail.save()
    return mail.sent_at is not None


def note_failure(mail, problem, now):
    """Note on the row why it failed and when to try again, or that it is given up."""
    mail.last_error = one_line(f"{type(problem).__name__}: {problem}")[:2000]
    if mail.attempts > len(WAITS) or is_final(problem):
        mail.given_up_at = now
    else:
        mail.try_again_at = now + WAITS[mail.attempts - 1]


def is_final(problem):
    """Whether trying again is no use: the server refuses this very address, for good (a 5xx reply, RFC 5321)."""
    return isinstance(problem, SMTPRecipientsRefused) and all(code >= 500 for code, _ in problem.recipients.values())


@transaction.atomic
def try_again(*, pk, now):
    """Take up a mail that was given up, from the first try on. A secret one cannot be: its text is forgotten."""
    mail = OutgoingMail.objects.given_up().select_for_update().filter(pk=pk, is_secret=False).first()
    if not mail:
        return False
    mail.given_up_at, mail.attempts, mail.try_again_at = None, 0, now
    mail.save()
    wake_sender(mail)
    return True


def message(mail):
    """The e-mail message of a row: text, HTML and, where there is a date, a calendar part."""
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if mail.stop_url:  # the button of mail programs (RFC 8058)
        headers["List-Unsubscribe"] = f"<{mail.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    built = EmailMultiAlternatives(
        mail.subject, mail.text, to=[str(Address(addr_spec=mail.to_address))], headers=headers
    )
    if mail.html:
        built.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        built.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}; charset=utf-8")
    return built

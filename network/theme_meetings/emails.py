"""Mail about what a theme meeting has of its own: one row for one person, in that person's language."""

from django.conf import settings
from django.utils import translation

from network.base import mail

HERE = "theme_meetings/mail"


def queue_certificate_issued(certificate, *, by, now):
    """Says that it is there, or that it takes the place of a wrong one."""
    name = "certificate_corrected" if certificate.replaces_id else "certificate_issued"
    queue(name, certificate.registration, by=by, now=now, certificate=certificate)


def queue_certificate_revoked(certificate, *, by, now):
    queue("certificate_revoked", certificate.registration, by=by, now=now, certificate=certificate)


def queue(name, registration, *, by, now, **context):
    """Write the mail, unless the account is closed. A certificate is of use to whoever left the network too."""
    person, activity = registration.person, registration.activity
    if not person.is_active:
        return
    with translation.override(person.language):
        mail.queue(
            template=f"{HERE}/{name}",
            to=person.email,
            language=person.language,
            now=now,
            context={"person": person, "activity": activity, "registration": registration, "by": by, **context},
            concerning=activity,
        )


def preview(name, *, by, activity, **context):
    """The text of a mail as its writer would read it, in the language that is active; nothing is sent."""
    about = {"address": settings.PUBLIC_ADDRESS, "person": by, "activity": activity, "by": by}
    return mail.plain(f"{HERE}/{name}.txt", {**about, **context}).strip()

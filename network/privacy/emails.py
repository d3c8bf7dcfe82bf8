"""Mail about one's own details, and about breaches. It never holds the details themselves."""

from django.urls import reverse

from network.base import mail
from network.people.links import absolute


def _queue(template, person, *, now, concerning, **context):
    return mail.queue(
        template=f"privacy/mail/{template}",
        to=person.email,
        language=person.language,
        now=now,
        context={"person": person, **context},
        concerning=concerning,
    )


def queue_copy_ready(copy, *, now):
    link = absolute(copy.get_absolute_url())
    return _queue("copy_ready", copy.user, now=now, concerning=copy, copy=copy, link=link)


def queue_planned(erasure, *, now):
    link = absolute(reverse("privacy:erasure"))
    return _queue("erasure_planned", erasure.user, now=now, concerning=erasure, erasure=erasure, link=link)


def queue_taken_back(erasure, *, now):
    return _queue("erasure_taken_back", erasure.user, now=now, concerning=erasure)


def queue_held_up(erasure, *, now):
    link = absolute(reverse("privacy:erasure"))
    return _queue("erasure_held_up", erasure.user, now=now, concerning=erasure, link=link)


def queue_done(erasure, *, to, language, now):
    """The last mail, to the address that is kept nowhere else any more; it is forgotten a week later."""
    return mail.queue(
        template="privacy/mail/erasure_done", to=to, language=language, now=now, context={}, concerning=erasure
    )


def queue_breach_clock(breach, person, *, now):
    link = absolute(breach.get_absolute_url())
    return _queue("breach_clock", person, now=now, concerning=breach, breach=breach, link=link)

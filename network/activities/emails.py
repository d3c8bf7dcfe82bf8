"""Mail about activities. Each is one row for one person, in that person's language, and complete in itself."""

from django.conf import settings
from django.utils import translation

from network.activities import calendar
from network.base import mail
from network.people.wishes import Wish, stop_link


def queue_registered(registration, *, by, now):
    """Confirms a seat, or a place on the waiting list; with the date for one's calendar."""
    queue_to_registered("confirmed" if registration.is_confirmed else "waiting", registration, by=by, now=now)


def queue_promoted(registration, *, now):
    queue_to_registered("promoted", registration, by=registration.user, now=now)


def queue_withdrawn(registration, *, by, now):
    queue_to("withdrawn", registration.user, registration.activity, cancels=True, by=by, now=now)


def queue_changed(registration, *, was, by, now):
    """Says what changed; `was` is the activity as it stood before."""
    queue_to_registered("changed", registration, by=by, now=now, was=was)


def queue_cancelled(activity, user, *, by, now):
    queue_to("cancelled", user, activity, cancels=True, by=by, now=now)


def queue_invited(invitation, *, by, now):
    queue_to("invited", invitation.user, invitation.activity, by=by, now=now, wish=Wish.INVITATIONS)


def queue_reminded(invitation, *, by, now):
    queue_to("reminded", invitation.user, invitation.activity, by=by, now=now, wish=Wish.REMINDERS)


def queue_agreement_asked(activity, user, *, by, now):
    queue_to("agreement_asked", user, activity, by=by, now=now)


def queue_published(activity, user, *, by, now):
    """Tells whoever asked for the agreement of the project lead that it is there."""
    queue_to("published", user, activity, by=by, now=now)


def queue_to_registered(name, registration, *, now, **context):
    """A mail whose calendar part puts the activity in one's calendar, or changes it there."""
    with translation.override(registration.user.language):
        part = calendar.request(registration, now=now)
    queue(name, registration.user, registration.activity, now=now, calendar=part, registration=registration, **context)


def queue_to(name, user, activity, *, now, cancels=False, **context):
    """A mail without a calendar part, or with one that takes the activity out of one's calendar."""
    part = calendar.cancel(activity, user, now=now) if cancels else ""
    queue(name, user, activity, now=now, calendar=part, **context)


def preview(name, user, activity, **context):
    """The text of a mail as its writer would read it, in the language that is active; nothing is sent."""
    context = {"address": settings.PUBLIC_ADDRESS, "person": user, "activity": activity, "by": user, **context}
    return mail.plain(f"activities/mail/{name}.txt", context).strip()


def queue(name, user, activity, *, now, by, calendar="", wish=None, **context):
    """Write the mail, unless it is of a kind (`wish`) that this person can do without and does not want.

    Whoever left the network gets no mail about its activities any more.
    """
    if user.has_left() or (wish and not wish.is_of(user)):
        return
    mail.queue(
        template=f"activities/mail/{name}",
        to=user.email,
        language=user.language,
        now=now,
        context={"person": user, "activity": activity, "by": by, "by_someone_else": by != user, **context},
        concerning=activity,
        calendar=calendar,
        stop_url=stop_link(user, wish) if wish else "",
    )

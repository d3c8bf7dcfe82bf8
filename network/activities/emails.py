"""Mail about activities. Each is one row for one person, in that person's language, and complete in itself."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from network.activities import calendar
from network.activities.models import Notice, Registration
from network.base import mail
from network.people.links import absolute
from network.people.models import User
from network.people.wishes import Wish, stop_link


def queue_registered(registration, *, by, now):
    """Confirms a seat, or a place on the waiting list; with the date for one's calendar."""
    queue_about_seat("confirmed" if registration.is_confirmed else "waiting", registration, by=by, now=now)


def queue_promoted(registration, *, now):
    queue_about_seat("promoted", registration, by=registration.user, now=now)


def queue_about_seat(name, registration, *, by, now):
    """Mail that the sender writes: when a whole school registers at once, nobody waits for texts."""
    if not registration.person.has_left():
        mail.queue_to_compose(
            compose_about_seat,
            to=registration.person.email,
            now=now,
            concerning=registration.activity,
            name=name,
            registration=registration.pk,
            by=by and by.pk,
        )


def compose_about_seat(*, name, registration, by, now):
    """The parts of such a mail, or None once the person has left or it is cancelled, which has a mail of its own.

    It says what was so at the moment `now`.
    """
    registration = Registration.objects.select_related("user", "guest", "activity").get(pk=registration)
    if registration.person.has_left() or registration.activity.is_cancelled:
        return None
    by = User.objects.get(pk=by) if by else None
    registration.state = Registration.State.WAITING if name == "waiting" else Registration.State.CONFIRMED
    return parts_to_registered(name, registration, by=by, now=now)


def queue_withdrawn(registration, *, by, now):
    queue_to("withdrawn", registration.person, registration.activity, cancels=True, by=by, now=now)


def queue_session_dropped(registration, session, *, by, now):
    """Tells whoever chose a session that it is not there any more, with the place to choose another."""
    queue_to("session_dropped", registration.person, registration.activity, by=by, now=now, session=session)


def queue_changed(registration, *, was, by, now):
    """Says what changed; `was` is the activity as it stood before."""
    parts = parts_to_registered("changed", registration, by=by, now=now, was=was)
    if not registration.person.has_left():
        mail.queue(to=registration.person.email, now=now, concerning=registration.activity, **parts)


def queue_cancelled(activity, user, *, by, now):
    queue_to("cancelled", user, activity, cancels=True, by=by, now=now)


def queue_invited(invitation, *, by, now):
    queue_to("invited", invitation.user, invitation.activity, by=by, now=now, wish=Wish.INVITATIONS)


def queue_taken_back(invitation, *, by, now):
    queue_to("taken_back", invitation.user, invitation.activity, by=by, now=now, wish=Wish.INVITATIONS)


def queue_reminded(invitation, *, by, now):
    queue_to("reminded", invitation.user, invitation.activity, by=by, now=now, wish=Wish.REMINDERS)


def queue_asked_along(co_editor, *, by, now):
    queue_to("asked_along", co_editor.user, co_editor.activity, by=by, now=now)


def queue_agreement_asked(activity, user, *, by, now):
    queue_to("agreement_asked", user, activity, by=by, now=now)


def queue_published(activity, user, *, by, now):
    """Tells whoever asked for the agreement of the project lead that it is there."""
    queue_to("published", user, activity, by=by, now=now)


def queue_notice(kind, registration, *, now):
    """What the portal tells by itself, unless this person does not want it. Returns whether there is a mail."""
    person = registration.person
    if person.has_left() or not person.is_active or not Wish.REMINDERS.is_of(person):
        return False
    parts = parts_to_registered(template_of(kind, registration), registration, by=registration.user, now=now)
    if kind == Notice.Kind.AFTERWARDS:
        parts.pop("calendar")
    stop_url = stop_link(person, Wish.REMINDERS) if registration.user else ""
    mail.queue(to=person.email, now=now, concerning=registration.activity, stop_url=stop_url, **parts)
    return True


def template_of(kind, registration):
    if kind != Notice.Kind.AFTERWARDS:
        return {Notice.Kind.WEEK_BEFORE: "in_a_week", Notice.Kind.DAY_BEFORE: "in_a_day"}[kind]
    return "thanks" if registration.was_present else "missed"


def queue_to_guest(name, guest, *, now, token=""):
    """A mail with a link that is a secret of this guest: to confirm the address, or to the own page."""
    link = absolute(reverse("activities:guest_confirm_link", args=[token])) if token else absolute(guest.own_address)
    mail.queue(
        template=f"activities/mail/{name}",
        to=guest.email,
        language=guest.language,
        now=now,
        is_secret=True,
        context={"person": guest, "activity": guest.activity, "link": link, "until": guest.expires_at},
    )


def queue_guest_has_account(activity, *, email, language, now):
    """Tells a member who filled in the form for guests that one logs in and presses a button."""
    context = {"activity": activity, "link": absolute(activity.get_absolute_url())}
    mail.queue(template="activities/mail/guest_member", to=email, language=language, now=now, context=context)


def queue_message(message, registration, *, by, now):
    """What organisers wrote. Once the activity is over one may do without it, and the mail says how."""
    wish = Wish.REMINDERS if message.is_afterwards else None
    queue_to("message", registration.person, registration.activity, by=by, now=now, wish=wish, message=message)


def parts_to_registered(name, registration, *, by, now, **context):
    """A mail whose calendar part puts the activity in one's calendar, or changes it there, as `mail.queue` takes it."""
    person, activity = registration.person, registration.activity
    with translation.override(person.language):
        part = calendar.request(registration, now=now)
    context = about(person, activity, by=by, now=now, registration=registration, **context)
    return {"template": f"activities/mail/{name}", "language": person.language, "context": context, "calendar": part}


def about(person, activity, *, by, now, **context):
    told = {"by": by, "by_someone_else": by not in {None, person}, "shows_link": activity.shows_link(now=now)}
    told["page"] = getattr(person, "own_address", "") or activity.get_absolute_url()
    told["is_over"] = activity.is_over(now=now)
    return {"person": person, "activity": activity, **told, **context}


def queue_to(name, user, activity, *, now, cancels=False, **context):
    """A mail without a calendar part, or with one that takes the activity out of one's calendar."""
    part = calendar.cancel(activity, user, now=now) if cancels else ""
    queue(name, user, activity, now=now, calendar=part, **context)


def preview(name, user, activity, *, now, **context):
    """The text of a mail as its writer would read it, in the language that is active; nothing is sent."""
    shown = about(user, activity, by=user, now=now, **context)
    context = {"address": settings.PUBLIC_ADDRESS, **mail.frame(), **shown}
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
        context=about(user, activity, by=by, now=now, **context),
        concerning=activity,
        calendar=calendar,
        stop_url=stop_link(user, wish) if wish and isinstance(user, User) else "",
    )

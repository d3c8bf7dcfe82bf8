"""Activities in the form of a calendar (RFC 5545), by itself (RFC 5546: PUBLISH) or in a mail (REQUEST, CANCEL)."""

import datetime

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration

PRODID = "-//School network portal//Agenda//NL"
# The rule of the European Union since 1996. The library writes one too, but begins summer an hour late in it.
AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
""".replace("\n", "\r\n")


SUFFIXED = {
    "waiting": _("%(title)s (waiting list)"),
    "invited": _("%(title)s (invited)"),
    "expected": _("%(title)s (you are expected)"),
}
"""How one sees in a calendar that it is not certain yet."""


def write(events, *, method, **properties):
    """A calendar with these events as text: CRLF at line ends, no line longer than 75 octets."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for name, value in properties.items():
        calendar.add(name.replace("_", "-"), value)
    calendar.add_component(Timezone.from_ical(AMSTERDAM))
    for each in events:
        calendar.add_component(each)
    return calendar.to_ical().decode()


def feed(events, *, name, again):
    """A calendar that programs fetch every `again` (RFC 7986), with the name that they show."""
    refresh = vDuration(again).to_ical().decode()
    texts = {"name": name, "x_wr_calname": name, "x_published_ttl": refresh}
    text = write(events, method="PUBLISH", **texts)
    return text.replace("X-PUBLISHED-TTL", f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}\r\nX-PUBLISHED-TTL", 1)


def event(activity, *, now, state="confirmed", shows_link=False, tells_about=True):
    """One activity as an event in the language that is active.

    `now` becomes DTSTAMP; `state` is that of a registration, `invited` or `expected` (not certain is tentative).
    `shows_link` tells where to join online, which is for participants alone; `tells_about` what it is about.
    """
    summary = activity.summary if tells_about else ""
    suffixed = SUFFIXED.get(state, "%(title)s")
    built = Event()
    built.add("uid", str(activity.calendar_uid))
    built.add("dtstamp", now.astimezone(datetime.UTC))
    built.add("sequence", activity.calendar_sequence)
    built.add("dtstart", localtime(activity.starts_at))
    built.add("dtend", localtime(activity.ends_at))
    built.add("summary", str(suffixed) % {"title": activity.title})
    built.add("description", "\n\n".join(filter(None, [summary, address(activity)])))
    built.add("url", address(activity))
    built.add("status", "CANCELLED" if activity.is_cancelled else "TENTATIVE" if state in SUFFIXED else "CONFIRMED")
    if place := activity.place or (shows_link and activity.online_link):
        built.add("location", place)
    if shows_link and activity.online_link:
        built.add("conference", activity.online_link, parameters={"VALUE": "URI"})
    return built


def of_registrations(registrations, *, now):
    """What someone takes part in or waits for, as a file to keep."""
    return write(
        [
            event(mine.activity, now=now, state=mine.state, shows_link=mine.shows_link(now=now))
            for mine in registrations
        ],
        method="PUBLISH",
    )


def request(registration, *, now):
    """The calendar part of a mail that puts an activity in someone's calendar, or changes it there."""
    shows_link = registration.shows_link(now=now)
    built = event(registration.activity, now=now, state=registration.state, shows_link=shows_link)
    addressed(built, registration.person, "ACCEPTED" if registration.is_confirmed else "TENTATIVE")
    return write([built], method="REQUEST")


def cancel(activity, user, *, now):
    """The calendar part of a mail that takes an activity out of someone's calendar."""
    built = event(activity, now=now)
    built["status"] = "CANCELLED"
    addressed(built, user, "DECLINED")
    return write([built], method="CANCEL")


def addressed(built, user, answer):
    """Name the organiser and the one invited, as RFC 5546 asks of REQUEST and CANCEL. No reply is expected."""
    built.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    attendee = vCalAddress(f"mailto:{user.email}")
    attendee.params.update({"CN": user.get_full_name(), "PARTSTAT": answer, "RSVP": "FALSE"})
    built.add("attendee", attendee, encode=False)


def address(activity):
    return f"{settings.PUBLIC_ADDRESS}{activity.get_absolute_url()}"

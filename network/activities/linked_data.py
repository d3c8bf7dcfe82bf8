"""A public activity in the words of schema.org, by which search engines and other agendas recognise an event."""

import json

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from network.people.audience import Audience
from network.schools.models import Network

SCHEMA = "https://schema.org"
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(activity, *, user, seats):
    """The element for the head of the page; `seats` are those of the page.

    Empty for what is not open to everyone, and for people with an account: only others have a use for it.
    """
    if user.is_authenticated or activity.audience != Audience.PUBLIC or activity.is_draft:
        return ""
    said = json.dumps(event(activity, seats=seats), ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(said))


def event(activity, *, seats):
    """The activity as a schema.org Event. The link to join online is for participants, so the page stands for it."""
    address = f"{settings.PUBLIC_ADDRESS}{activity.get_absolute_url()}"
    about = {
        "@context": SCHEMA,
        "@type": "EducationEvent",
        "@id": address,
        "url": address,
        "name": activity.title,
        "description": activity.summary,
        "startDate": localtime(activity.starts_at).isoformat(),
        "endDate": localtime(activity.ends_at).isoformat(),
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if activity.is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}/{mode(activity)}EventAttendanceMode",
        "location": locations(activity, address),
        "organizer": {"@type": "Organization", "name": Network.objects.here().name, "url": settings.PUBLIC_ADDRESS},
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": activity.capacity,
        "remainingAttendeeCapacity": None if activity.capacity is None else seats.left,
    }
    return {name: value for name, value in about.items() if value not in ("", None)}


def mode(activity):
    if not activity.online_link:
        return "Offline"
    return "Mixed" if activity.place or activity.host_school else "Online"


def locations(activity, address):
    found = []
    if activity.place or activity.host_school:
        host = "" if activity.place_names_host else str(activity.host_school or "")
        name = ", ".join(filter(None, [activity.place, host]))
        found.append({"@type": "Place", "name": name, "address": name})
    if activity.online_link:
        found.append({"@type": "VirtualLocation", "url": address})
    return found

"""One colour and one shape for each line of the network, so that nobody needs to see colour."""

from django.utils.translation import gettext_lazy as _

SHAPES = {
    "steering": "M3 1.5h10A1.5 1.5 0 0 1 14.5 3v10a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 13V3A1.5 1.5 0 0 1 3 1.5z",
    "group": "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
    "theme": "M8 0l8 8-8 8-8-8z",
    "visit": "M8 1l7.5 14H.5z",
    "day": "M8 0l2.4 5.1 5.6.7-4.1 3.9 1.1 5.6L8 12.6l-5 2.7 1.1-5.6L0 5.8l5.6-.7z",
    "partner": "M4 1h8l4 7-4 7H4L0 8z",
}

NAMES = {
    "steering": _("Steering group"),
    "group": _("Working group"),
    "theme": _("Theme meeting"),
    "visit": _("School visit"),
    "day": _("Network day"),
    "partner": _("Partner and grant"),
}

KINDS = {
    "steering_meeting": "steering",
    "group_meeting": "group",
    "theme_meeting": "theme",
    "school_visit": "visit",
    "network_day": "day",
}


def line_of(kind):
    """The short name of a line, from that name itself or from an activity's kind."""
    return KINDS.get(kind, kind)

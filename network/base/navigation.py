"""The main menu: who sees which entrance, and what of it fits in the bar."""

import functools
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

VISITOR = {"VISITOR"}
COLLEAGUES = {"TEACHER", "SPECIALIST", "SCHOOL_LEADER", "PROJECT_LEAD"}
MEMBERS = COLLEAGUES | {"PARTNER_CONTACT"}
SEES_PEOPLE = "SEES_PEOPLE"  # not a role: contacts of a funder have the same role as other contacts, and do not
STEERING = {"SCHOOL_LEADER", "PROJECT_LEAD"}

ENTRANCES = [
    ("dashboard:overview", _("Dashboard"), {"PROJECT_LEAD"}),
    ("home", _("Home"), VISITOR),
    ("dashboard:start", _("Start"), MEMBERS | {"NONE"}),
    ("activities:activity_list", _("Agenda"), MEMBERS | VISITOR),
    ("steering:steering_home", _("Steering group"), STEERING),
    ("steering:framework_list", _("Frameworks"), COLLEAGUES),
    ("working_groups:working_group_list", _("Working groups"), COLLEAGUES),
    ("practice:story_list", _("Stories"), MEMBERS | VISITOR),
    ("directory:person_list", _("People"), {SEES_PEOPLE}),
    ("schools:school_list", _("Schools"), MEMBERS | VISITOR),
    ("partners:partner_list", _("Partners"), {"PARTNER_CONTACT", "PROJECT_LEAD"} | VISITOR),
]
# Running the network. Under "More" these stand below a heading of their own.
TO_RUN = [
    ("membership:overview", _("Who belongs where"), STEERING),
    ("invitations:invitation_list", _("Invitations"), STEERING),
    ("settings:network", _("Settings"), {"PROJECT_LEAD", "ADMINISTRATOR"}),
    ("admin:index", _("Administration"), {"ADMINISTRATOR"}),
    ("membership:office_list", _("Offices"), {"ADMINISTRATOR"}),
    ("audit:trail", _("Log"), {"ADMINISTRATOR"}),
    ("privacy_office:home", _("Privacy"), {"PROJECT_LEAD", "ADMINISTRATOR"}),
]
# Lines with rooms of their own; people find them in the agenda.
BELOW_THE_AGENDA = ("/themabijeenkomsten/", "/werkbezoeken/")
FITS, FITS_ON_A_PHONE = 7, 4


class Item(NamedTuple):
    label: str
    url: str
    current: str  # the value of aria-current: "page", "true" for a page below it, or nothing


def roles_of(user):
    """The roles by which the menu is made, for a visitor and for someone without any role too."""
    if user is None or not user.is_authenticated:
        return frozenset(VISITOR)
    standing = user.standing
    roles = standing.roles or frozenset({"NONE"})
    return roles | {SEES_PEOPLE} if standing.sees_people else roles


@functools.cache
def entrances(roles):
    """Address and label of each entrance for a set of roles."""
    return [(reverse(name), label) for name, label, who in ENTRANCES + TO_RUN if who & roles]


def current(roles, path):
    """The address of the entrance that `path` stands under, the longest that fits, or an empty text."""
    if path.startswith(BELOW_THE_AGENDA):
        path = reverse("activities:activity_list")
    fitting = [url for url, _label in entrances(roles) if url == path or (url != "/" and path.startswith(url))]
    return max(fitting, key=len, default="")


def bar(roles, here, is_page):
    """The menu in parts: always in the bar, in the bar when it is wide, and under "More" content and what runs it.

    `here` is the address of the current entrance; `is_page` says whether the page is that entrance or lies below it.
    """
    mark = "page" if is_page else "true"
    items = [Item(label, url, mark if url == here else "") for url, label in entrances(roles)]
    fits = len(items) if len(items) <= FITS else FITS - 1
    narrow = len(items) if len(items) <= FITS_ON_A_PHONE else FITS_ON_A_PHONE - 1
    to_run = max(fits, len(items) - sum(bool(who & roles) for _name, _label, who in TO_RUN))
    return {"first": items[:narrow], "wide": items[narrow:fits], "more": items[fits:to_run], "run": items[to_run:]}

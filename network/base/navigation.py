"""The main menu: who sees which entrance, and what of it fits in the bar."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

VISITOR = {"VISITOR"}
COLLEAGUES = {"TEACHER", "SPECIALIST", "SCHOOL_LEADER", "PROJECT_LEAD"}
MEMBERS = COLLEAGUES | {"PARTNER_CONTACT"}
STEERING = {"SCHOOL_LEADER", "PROJECT_LEAD"}

ENTRANCES = [
    ("dashboard:overview", _("Dashboard"), {"PROJECT_LEAD"}),
    ("home", _("Home"), VISITOR),
    ("dashboard:start", _("Start"), MEMBERS | {"ADMINISTRATOR", "NONE"}),
    ("activities:activity_list", _("Agenda"), MEMBERS | VISITOR),
    ("steering:steering_home", _("Steering group"), STEERING),
    ("steering:framework_list", _("Frameworks"), COLLEAGUES),
    ("working_groups:working_group_list", _("Working groups"), COLLEAGUES),
    ("practice:story_list", _("Stories"), MEMBERS),
    ("schools:school_list", _("Schools"), MEMBERS | VISITOR),
    ("partners:partner_list", _("Partners"), {"PARTNER_CONTACT", "PROJECT_LEAD"} | VISITOR),
    ("admin:index", _("Administration"), {"ADMINISTRATOR"}),
]
FITS, FITS_ON_A_PHONE = 7, 4


class Item(NamedTuple):
    label: str
    url: str
    current: str  # the value of aria-current: "page", "true" for a page below it, or nothing


def bar(user, path):
    """The menu in three parts: always in the bar, in the bar when it is wide, and always under "More"."""
    items = list(_items(_roles(user), path))
    fits = len(items) if len(items) <= FITS else FITS - 1
    narrow = len(items) if len(items) <= FITS_ON_A_PHONE else FITS_ON_A_PHONE - 1
    return {"first": items[:narrow], "wide": items[narrow:fits], "more": items[fits:]}


def _roles(user):
    if user is None or not user.is_authenticated:
        return VISITOR
    return user.standing.roles or {"NONE"}


def _items(roles, path):
    for name, label, who in ENTRANCES:
        if who & roles and (url := _address(name)):
            yield Item(label, url, _current(url, path))


def _address(name):
    """None for a room that this installation leaves out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _current(url, path):
    if url == path:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""

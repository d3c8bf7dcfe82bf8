"""What an organiser prints: the sheet on which people sign in, and badges. In the language that is active."""

from django.utils.translation import gettext as _

from network.base import text
from network.base.paper import pdf
from network.schools.models import Network

EMPTY_LINES = 4
"""Room on the sheet for those who come without having registered."""


def sign_in_sheet(activity, rows, *, language, now):
    """Everyone with a place, by school, with room to sign; as PDF. `rows` are registrations in that order."""
    title = _("Sign-in sheet: %(title)s") % {"title": activity.title}
    data = {
        "heading": activity.title,
        "when": text.period(activity.starts_at, activity.ends_at),
        "where": activity.place or str(activity.host_school or ""),
        "columns": [_("Name"), _("School or partner"), _("Signature")],
        "rows": [[str(row.person), row.organisation] for row in rows],
        "empty": EMPTY_LINES,
        "walk_ins": _("Not registered, but here"),
        "nobody": _("Nobody has registered yet."),
        "kept": _("Note afterwards in the portal who was there, and destroy this sheet."),
    }
    return document("sign_in_sheet", data, title=title, language=language, now=now)


def badges(activity, rows, *, language, now):
    """A badge for everyone with a place, ten on a page; as PDF."""
    title = _("Badges: %(title)s") % {"title": activity.title}
    data = {
        "heading": title,
        "about": activity.title,
        "people": [[row.person.given_name, row.person.family_name, row.organisation] for row in rows],
        "nobody": _("Nobody has registered yet."),
    }
    return document("badges", data, title=title, language=language, now=now)


def document(name, data, *, title, language, now):
    network = Network.objects.here()
    return pdf(
        f"activities/paper/{name}.typ",
        {**data, "network": network.name},
        language=language,
        now=now,
        title=title,
        author=network.name,
        brand=network.colours[0],
    )

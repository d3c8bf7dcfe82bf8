"""The register of processing (article 30 of the GDPR, AVG), made from the registry so that both always agree."""

import dataclasses

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.privacy.registry import CATEGORIES

WHO = gettext_lazy("people of schools and partners, the project lead, administrators")
OUTSIDE = gettext_lazy("Whoever hosts the portal and sends its mail, as processors. Nobody outside the European Union.")
MEASURES = [
    gettext_lazy("Accounts by invitation only; a second step for logging in; limits on guessing passwords."),
    gettext_lazy("Passwords and links are stored so that nobody can read them; connections are encrypted."),
    gettext_lazy("Everyone sees only what the own role and the choice of the author allow; checked at every request."),
    gettext_lazy("Every change is written down in a log that cannot be changed."),
    gettext_lazy("Terms are carried out every day by the portal itself; backups are overwritten."),
    gettext_lazy("No third parties on its pages, no tracking, no profiles, no decisions about people by machine."),
    gettext_lazy("No data about pupils: forms warn against it."),
]


@dataclasses.dataclass(frozen=True)
class Entry:
    title: str
    purpose: str
    ground: str
    whom: str
    what: list[str]
    seen_by: str
    terms: list[str]


def entries():
    """One entry for each category."""
    return [
        Entry(
            title=str(category.title),
            purpose=str(category.purpose),
            ground=str(category.ground.label),
            whom=str(WHO),
            what=list(dict.fromkeys(str(holding.name) for holding in category.holdings)),
            seen_by=str(category.seen_by),
            terms=list(dict.fromkeys(category.terms)),
        )
        for category in CATEGORIES
    ]


def as_table(network):
    """Heading and rows for a spreadsheet; each row is complete in itself, with the controller in it."""
    header = [
        _("Controller"),
        _("Contact"),
        _("Processing"),
        _("Purpose"),
        _("Ground"),
        _("People"),
        _("Kinds of data"),
    ]
    header += [_("Recipients"), _("How long"), _("Security")]
    measures, outside = " ".join(map(str, MEASURES)), str(OUTSIDE)
    rows = [
        [
            *(network.name, network.contact_email, entry.title, entry.purpose, entry.ground, entry.whom),
            *(", ".join(entry.what), f"{entry.seen_by} {outside}", "; ".join(entry.terms), measures),
        ]
        for entry in entries()
    ]
    return header, rows

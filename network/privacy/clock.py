"""The 72 hours within which the authority must hear of a breach, and what a breach said before."""

import dataclasses
import itertools

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.people.models import User
from network.privacy.models import Breach

HOUR = 3600
TOLD = ["title", "discovered_at", "what_happened", "kinds", "people", "consequences", "measures"]
TOLD += ["reported_at", "told_at", "not_reported_because", "closed_at"]


@dataclasses.dataclass(frozen=True)
class Clock:
    """What the clock says: `state` is `running`, `over`, `stopped` or `closed`."""

    state: str
    sentence: str
    tag: str
    hours_gone: int


def clock_of(breach, *, now):
    """The clock of a breach at a moment (aware)."""
    gone = min(max(int((now - breach.discovered_at).total_seconds() // HOUR), 0), 72)
    if breach.is_reported:
        late = breach.was_late
        return Clock(
            "stopped", _("Reported too late") if late else _("Reported in time"), "bad" if late else "good", gone
        )
    if breach.closed_at:
        return Clock("closed", _("Not reported, with a reason"), "quiet", gone)
    left = (breach.report_before - now).total_seconds()
    if left <= 0:
        return Clock("over", _("The 72 hours are over. Report it now and say why it is late"), "bad", 72)
    hours, minutes = divmod(int(left // 60), 60)
    words = {"hours": hours, "minutes": minutes}
    sentence = ngettext(
        "%(hours)d hour and %(minutes)d minutes left", "%(hours)d hours and %(minutes)d minutes left", hours
    )
    return Clock("running", sentence % words, "warn" if hours < 24 else "asks", gone)


@dataclasses.dataclass(frozen=True)
class Change:
    """One change of a breach: when, by whom (None for the portal itself), and pairs of a name and the earlier value."""

    at: object
    by: object
    before: list


def history_of(breach):
    """Every correction, newest first, with what stood there before; from the audit trail, which never changes."""
    events = apps.get_model("privacy.BreachEvent").objects.filter(pgh_obj=breach.pk)
    rows = list(events.select_related("pgh_context").order_by("pgh_id"))
    people = User.objects.in_bulk({_who(row) for row in rows} - {None})
    changes = []
    for before, after in itertools.pairwise(rows):
        differing = [
            (_name(name), getattr(before, name)) for name in TOLD if getattr(before, name) != getattr(after, name)
        ]
        if differing:
            changes.append(Change(after.pgh_created_at, people.get(_who(after)), differing))
    return changes[::-1]


def _who(event):
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _name(field):
    return capfirst(str(Breach._meta.get_field(field).verbose_name))

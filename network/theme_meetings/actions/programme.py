"""What people do with theme meetings beside what they do with every activity."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.theme_meetings.models import ProgrammeItem, ThemeMeeting


class ProgrammeChangedMeanwhile(Refusal):
    """Somebody else saved the programme after this person opened it. `current` is what stands there now."""

    sentence = _("Somebody else changed the programme in the meantime. What you wrote still stands here.")

    def __init__(self, current):
        super().__init__()
        self.current = current


@transaction.atomic
def save_programme(*, meeting, parts, seen):
    """Put `parts` (dicts of starts_at, ends_at, title, summary, led_by) in the place of the programme there was.

    `seen` is the `fingerprint` of the programme that the writer began from; raises ProgrammeChangedMeanwhile when
    another stands there by now. The same programme sent twice is fine.
    """
    meeting = ThemeMeeting.objects.select_for_update().get(pk=meeting.pk)
    current = list(meeting.programme.in_order())
    if fingerprint(current) not in {seen, fingerprint([ProgrammeItem(meeting=meeting, **part) for part in parts])}:
        raise ProgrammeChangedMeanwhile(current)
    meeting.programme.all().delete()
    return ProgrammeItem.objects.bulk_create([ProgrammeItem(meeting=meeting, **part) for part in parts])


def fingerprint(programme):
    """A short text that is another one as soon as a part of the programme is."""
    parts = [(part.begins_after, part.lasts, part.title, part.summary, part.led_by) for part in programme]
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()

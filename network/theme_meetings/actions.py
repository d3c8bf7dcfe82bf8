"""What people do with theme meetings beside what they do with every activity."""

from django.db import transaction

from network.theme_meetings.models import ProgrammeItem, ThemeMeeting


@transaction.atomic
def save_programme(*, meeting, parts):
    """Put `parts` (dicts of starts_at, ends_at, title, summary, led_by) in the place of the programme there was."""
    meeting = ThemeMeeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.programme.all().delete()
    return ProgrammeItem.objects.bulk_create([ProgrammeItem(meeting=meeting, **part) for part in parts])

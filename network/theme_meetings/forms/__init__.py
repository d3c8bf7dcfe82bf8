"""The forms of a theme meeting."""

from network.theme_meetings.forms.certificates import IssueForm, RevokeForm, ShownForm
from network.theme_meetings.forms.meeting import ThemeMeetingForm
from network.theme_meetings.forms.programme import PartFormSet, rows_of

__all__ = ["IssueForm", "PartFormSet", "RevokeForm", "ShownForm", "ThemeMeetingForm", "rows_of"]

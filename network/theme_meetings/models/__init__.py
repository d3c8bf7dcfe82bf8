from network.theme_meetings.models.certificate import Certificate
from network.theme_meetings.models.meeting import ProgrammeItem, ThemeMeeting

__all__ = ["Certificate", "ProgrammeItem", "ThemeMeeting"]

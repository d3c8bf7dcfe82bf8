from network.theme_meetings.models.certificate import Certificate
from network.theme_meetings.models.evaluation import Evaluation, EvaluationGiven, EvaluationSheet
from network.theme_meetings.models.harvest import Harvest
from network.theme_meetings.models.meeting import ProgrammeItem, ThemeMeeting

__all__ = [
    "Certificate",
    "Evaluation",
    "EvaluationGiven",
    "EvaluationSheet",
    "Harvest",
    "ProgrammeItem",
    "ThemeMeeting",
]

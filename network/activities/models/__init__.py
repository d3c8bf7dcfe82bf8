from network.activities.models.activity import Activity
from network.activities.models.co_editor import CoEditor
from network.activities.models.feed import CalendarFeed
from network.activities.models.invitation import Invitation
from network.activities.models.material import Material, MaterialVersion
from network.activities.models.meeting import ActionItem, AgendaItem, Minutes
from network.activities.models.message import Message
from network.activities.models.notice import Notice
from network.activities.models.question import Answer, Question
from network.activities.models.registration import Registration
from network.activities.models.review import Review
from network.activities.models.series import Series

__all__ = [
    "ActionItem",
    "Activity",
    "AgendaItem",
    "Answer",
    "CalendarFeed",
    "CoEditor",
    "Invitation",
    "Material",
    "MaterialVersion",
    "Message",
    "Minutes",
    "Notice",
    "Question",
    "Registration",
    "Review",
    "Series",
]

from network.steering.models.answering import ObjectionRemark, PositionChange, PositionReminder
from network.steering.models.decision import Decision
from network.steering.models.framework import Framework, FrameworkVersion
from network.steering.models.paragraph import Paragraph
from network.steering.models.position import Position
from network.steering.models.vision import Endorsement, Goal, SharedVision

__all__ = [
    "Decision",
    "Endorsement",
    "Framework",
    "FrameworkVersion",
    "Goal",
    "ObjectionRemark",
    "Paragraph",
    "Position",
    "PositionChange",
    "PositionReminder",
    "SharedVision",
]

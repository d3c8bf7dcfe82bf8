"""What people do in the steering room. Each action is one transaction; what it refuses stands beside it."""

from network.steering.actions.adoption import ConsentNotReached, adopt
from network.steering.actions.frameworks import (
    EditedMeanwhile,
    NewVersionInTheMaking,
    NotADraft,
    save_version,
    start_new_version,
    write_framework,
)
from network.steering.actions.objections import NotInSteeringGroup, ObjectionClosed, remark_on_objection
from network.steering.actions.positions import (
    NotYourSchool,
    PositionGivenMeanwhile,
    PositionsClosed,
    ReasonMissing,
    SolutionMissing,
    give_position,
)
from network.steering.actions.proposals import (
    AlreadyReminded,
    DeadlineTooEarly,
    NobodyToRemind,
    NotProposed,
    extend_term,
    propose,
    remind_schools_without_position,
    rewrite,
    withdraw,
)
from network.steering.actions.vision import VisionAdoptedMeanwhile, adopt_vision, give_endorsement, write_goal

__all__ = [
    "AlreadyReminded",
    "ConsentNotReached",
    "DeadlineTooEarly",
    "EditedMeanwhile",
    "NewVersionInTheMaking",
    "NobodyToRemind",
    "NotADraft",
    "NotInSteeringGroup",
    "NotProposed",
    "NotYourSchool",
    "ObjectionClosed",
    "PositionGivenMeanwhile",
    "PositionsClosed",
    "ReasonMissing",
    "SolutionMissing",
    "VisionAdoptedMeanwhile",
    "adopt",
    "adopt_vision",
    "extend_term",
    "give_endorsement",
    "give_position",
    "propose",
    "remark_on_objection",
    "remind_schools_without_position",
    "rewrite",
    "save_version",
    "start_new_version",
    "withdraw",
    "write_framework",
    "write_goal",
]

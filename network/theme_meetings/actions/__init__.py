"""What people do with theme meetings beside what they do with every activity."""

from network.theme_meetings.actions.certifying import (
    AlreadyEnded,
    NobodyToCertify,
    NotOver,
    issue,
    reissue,
    revoke,
    tell_holders,
)
from network.theme_meetings.actions.programme import ProgrammeChangedMeanwhile, fingerprint, save_programme

__all__ = [
    "AlreadyEnded",
    "NobodyToCertify",
    "NotOver",
    "ProgrammeChangedMeanwhile",
    "fingerprint",
    "issue",
    "reissue",
    "revoke",
    "save_programme",
    "tell_holders",
]

"""Forms of the agenda."""

from network.activities.forms.co_editing import CoEditorForm
from network.activities.forms.guests import GuestForm
from network.activities.forms.inviting import InviteForm
from network.activities.forms.meetings import ActionItemForm, AgendaItemForm, DecisionForm, MinutesForm
from network.activities.forms.planning import ActivityForm, CancelForm, PublishForm, TemplateForm
from network.activities.forms.questions import AnswersForm, QuestionForm
from network.activities.forms.seats import GivePlaceForm, TakeAlongForm, WithdrawForm
from network.activities.forms.series import DatesForm, SeriesForm, SeriesRegisterForm, StartSeriesForm
from network.activities.forms.sessions import ChooseForm, RoundForm, SessionForm
from network.activities.forms.when import MoveForm

__all__ = [
    "ActionItemForm",
    "ActivityForm",
    "AgendaItemForm",
    "AnswersForm",
    "CancelForm",
    "ChooseForm",
    "CoEditorForm",
    "DatesForm",
    "DecisionForm",
    "GivePlaceForm",
    "GuestForm",
    "InviteForm",
    "MinutesForm",
    "MoveForm",
    "PublishForm",
    "QuestionForm",
    "RoundForm",
    "SeriesForm",
    "SeriesRegisterForm",
    "SessionForm",
    "StartSeriesForm",
    "TakeAlongForm",
    "TemplateForm",
    "WithdrawForm",
]

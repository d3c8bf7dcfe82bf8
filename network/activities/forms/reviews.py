"""What becomes of a decision that was looked at again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.forms.meetings import DecisionForm
from network.activities.models import Review


class ReviewForm(DecisionForm):
    outcome = forms.ChoiceField(label=_("What becomes of it?"), choices=Review.Outcome, widget=forms.RadioSelect)

    submit_label = _("Record the outcome")
    field_order = ["outcome"]

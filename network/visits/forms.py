"""Planning a school visit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.forms import ActivityForm
from network.visits.models import SchoolVisit


class VisitForm(ActivityForm):
    own_fields = ["learning_question", "what_to_observe"]

    class Meta(ActivityForm.Meta):
        model = SchoolVisit
        fields = [*ActivityForm.Meta.fields, "learning_question", "what_to_observe"]
        widgets = {
            **ActivityForm.Meta.widgets,
            "learning_question": forms.Textarea(attrs={"rows": 3}),
            "what_to_observe": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            **ActivityForm.Meta.help_texts,
            "learning_question": _("One real question of the school, in its own words. Visitors help to answer it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host_school"].required = True

"""Forms about who belongs where. Dates lie today or later; what lies behind us is not rewritten in silence."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import DateInput, PortalForm
from network.people.models import User
from network.people.standing import Role
from network.schools.models import School

DAY = datetime.timedelta(days=1)
FURTHEST = datetime.timedelta(days=3650)


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return ", ".join(filter(None, [str(person), person.standing.organisation]))


class DatedForm(PortalForm):
    """Knows what day it is (`today`) and lets no date lie before it, nor further ahead than ten years."""

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget.attrs["min"] = today.isoformat()
                if field.required:
                    self.initial.setdefault(name, today)

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, datetime.date) and value < self.today:
                self.add_error(name, _("Choose today or a later day."))
            if isinstance(value, datetime.date) and value > self.today + FURTHEST:
                self.add_error(name, _("Choose a day within ten years."))
        return cleaned


class BeginForm(DatedForm):
    user = PersonField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    function = forms.ChoiceField(label=_("Function"), widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("First day"), widget=DateInput)

    submit_label = _("Add this function")

    def __init__(self, *args, people, functions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
        self.fields["function"].choices = [(role.value, role.label.capitalize()) for role in functions]


class EndForm(DatedForm):
    """The last day; or at once, which makes it yesterday."""

    last_day = forms.DateField(label=_("Last day"), widget=DateInput)
    at_once = forms.BooleanField(
        label=_("This person has already left: end it at once"),
        required=False,
        help_text=_("The last day is then yesterday, and nothing is open any more from now on."),
    )

    submit_label = _("See what this means")

    def last(self):
        return self.today - DAY if self.cleaned_data["at_once"] else self.cleaned_data["last_day"]


class MoveForm(DatedForm):
    school = forms.ModelChoiceField(
        School.objects.none(), label=_("To which school?"), empty_label=_("Choose a school")
    )
    function = forms.ChoiceField(
        label=_("Function there"),
        widget=forms.RadioSelect,
        choices=[(role.value, role.label.capitalize()) for role in (Role.TEACHER, Role.SPECIALIST, Role.SCHOOL_LEADER)],
    )
    starts_on = forms.DateField(label=_("First day at the new school"), widget=DateInput)

    submit_label = _("See what this means")

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools


class StandInForm(DatedForm):
    first_day = forms.DateField(label=_("From"), widget=DateInput)
    last_day = forms.DateField(
        label=_("Up to and including"),
        widget=DateInput,
        required=False,
        help_text=_("Leave it empty if you do not know yet."),
    )

    submit_label = _("Name the stand-in")

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        return cleaned


class AppointForm(DatedForm):
    person = PersonField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    starts_on = forms.DateField(label=_("First day"), widget=DateInput)

    submit_label = _("Make administrator")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class HandOverForm(DatedForm):
    receiver = PersonField(label=_("Who takes over?"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    starts_on = forms.DateField(label=_("First day of your successor"), widget=DateInput)
    together_until = forms.DateField(
        label=_("You lead together up to and including"),
        widget=DateInput,
        required=False,
        help_text=_("Leave it empty to stop the day before your successor begins."),
    )
    moves_action_items = forms.BooleanField(label=_("My open action items move along"), required=False, initial=True)
    moves_agenda_items = forms.BooleanField(
        label=_("My items for the agenda of the steering group move along"), required=False, initial=True
    )
    moves_drafts = forms.BooleanField(label=_("My drafts of activities move along"), required=False, initial=True)

    submit_label = _("See what happens")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = people

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("together_until")
        if first and last and last < first:
            self.add_error("together_until", _("The last day lies before the first day."))
        return cleaned

    def arrangement(self):
        """What `hand_over` takes."""
        chosen = self.cleaned_data
        moves = {name: value for name, value in chosen.items() if name.startswith("moves_")}
        return {name: chosen[name] for name in ("receiver", "starts_on", "together_until")} | {"moves": moves}

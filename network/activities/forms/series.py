"""Making a series, and registering for its dates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.forms.questions import AnswersForm
from network.activities.models import Series
from network.base import text
from network.base.forms import DateInput, PortalForm, PortalModelForm
from network.schools.models import SchoolHoliday

DAYS = [f"day_{number}" for number in range(1, 7)]


class DatesForm(PortalForm):
    """More days for one activity, all after `today`. `taken` are the dates on which the series is already."""

    submit_label = _("Make these dates")

    on_holiday = forms.BooleanField(
        label=_("Yes, plan it in the school holiday"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, taken, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken, self.today = set(taken), today
        for number, name in enumerate(DAYS, start=1):
            label = _("Another day") if number == 1 else _("And another")
            self.fields[name] = forms.DateField(label=label, widget=DateInput, required=number == 1)
        self.order_fields([name for name in self.fields if name != "on_holiday"])

    def clean(self):
        cleaned = super().clean()
        seen = set(self.taken)
        for name in DAYS:
            if day := cleaned.get(name):
                self.check_day(name, day, seen)
                seen.add(day)
        return cleaned

    def check_day(self, name, day, seen):
        holiday = SchoolHoliday.objects.between(day, day).first()
        if day in seen:
            self.add_error(name, _("The series is on this day already."))
        elif day <= self.today:
            self.add_error(name, _("This lies in the past. Choose a day that is still to come."))
        elif holiday and not self.cleaned_data.get("on_holiday"):
            self.fields["on_holiday"].widget = forms.CheckboxInput()
            days = text.day_period(holiday.starts_on, holiday.ends_on)
            self.add_error(
                name,
                _("The schools are closed then: %(holiday)s, %(days)s. Choose another day, or tick that you mean it.")
                % {"holiday": holiday.name, "days": days},
            )

    def days(self):
        return sorted(self.cleaned_data[name] for name in DAYS if self.cleaned_data.get(name))


class StartSeriesForm(DatesForm):
    """A new series of an activity that stands by itself."""

    title = forms.CharField(label=_("What is the series called?"), max_length=120)
    summary = forms.CharField(
        label=_("In one or two sentences"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "summary", *DAYS, "on_holiday"])


class SeriesForm(PortalModelForm):
    class Meta:
        model = Series
        fields = ["title", "summary"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 2})}


class SeriesRegisterForm(AnswersForm):
    """Which dates, and what is asked. `questions` are those of all dates; what is the same is asked once."""

    dates = forms.TypedMultipleChoiceField(
        label=_("On which days do you come?"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": _("Choose at least one day.")},
    )

    def __init__(self, *args, choices, questions, **kwargs):
        self.all_questions = questions
        super().__init__(*args, questions=once(questions), given={}, **kwargs)
        self.fields["dates"].choices = choices
        self.fields["dates"].initial = [key for key, _label in choices]

    def answers_by_activity(self):
        """The answers of each activity, as `register_for` takes them."""
        given = {sameness(question): values for question, values in self.answers()}
        by_activity = {}
        for question in self.all_questions:
            by_activity.setdefault(question.activity_id, []).append((question, given[sameness(question)]))
        return by_activity


def sameness(question):
    return question.kind, question.label, tuple(question.options)


def once(questions):
    """The questions without those that are the same; it must be answered where one of them must."""
    found = {}
    for question in questions:
        first = found.setdefault(sameness(question), question)
        first.is_required = first.is_required or question.is_required
    return list(found.values())

"""Filling in an evaluation, choosing its questions, and saying what one is going to try."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm, PortalModelForm
from network.theme_meetings.models import Evaluation, Harvest
from network.theme_meetings.models.evaluation import MOST_QUESTIONS

Kind = Evaluation.Kind
SCALE = [(5, _("5, very much")), (4, "4"), (3, "3"), (2, "2"), (1, _("1, hardly"))]
LONGEST, MOST_OPTIONS = 1000, 8


class SheetForm(PortalForm):
    """A field for each question; all may be left open, but not all of them at once."""

    submit_label = _("Hand it in without my name")

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = [f"question-{index}" for index in range(len(questions))]
        for name, question in zip(self.names, questions, strict=True):
            self.fields[name] = field_of(question)

    def clean(self):
        if not any(value not in (None, "") for value in self.cleaned_data.values()) and not self.errors:
            raise forms.ValidationError(_("Answer at least one question."))
        return self.cleaned_data

    def answers(self):
        """In the order of the questions; None for what was left open."""
        return [self.cleaned_data[name] or None for name in self.names]


def field_of(question):
    about = {"label": question["label"], "required": False}
    if question["kind"] == Kind.TEXT:
        return forms.CharField(**about, widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST)
    if question["kind"] == Kind.SCALE:
        return forms.TypedChoiceField(
            **about, choices=SCALE, coerce=int, empty_value=None, widget=forms.RadioSelect(attrs={"class": "row"})
        )
    options = [(option, option) for option in question["options"]]
    return forms.ChoiceField(**about, choices=options, widget=forms.RadioSelect)


class HarvestForm(PortalModelForm):
    submit_label = _("Keep this for me")

    class Meta:
        model = Harvest
        fields = ["will_try"]
        labels = {"will_try": _("What are you going to try?")}
        help_texts = {
            "will_try": _("In one sentence, for yourself alone. After six weeks we ask you whether it worked.")
        }


class QuestionsForm(PortalForm):
    """At most five questions, each with its kind; a row without words is no question."""

    submit_label = _("Save the questions")

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        for index in range(MOST_QUESTIONS):
            self.add_row(index, questions[index] if index < len(questions) else {})

    def add_row(self, index, question):
        number = {"number": index + 1}
        self.fields[f"label-{index}"] = forms.CharField(
            label=_("Question %(number)d") % number, max_length=160, required=False, initial=question.get("label", "")
        )
        self.fields[f"kind-{index}"] = forms.ChoiceField(
            label=_("How people answer question %(number)d") % number,
            choices=Kind.choices,
            initial=question.get("kind", Kind.TEXT),
        )
        self.fields[f"options-{index}"] = forms.CharField(
            label=_("What there is to choose at question %(number)d") % number,
            help_text=_("Each on a line of its own. Only for one of several."),
            widget=forms.Textarea(attrs={"rows": 2}),
            required=False,
            initial="\n".join(question.get("options", [])),
        )

    def clean(self):
        cleaned = super().clean()
        self.questions = [row for index in range(MOST_QUESTIONS) if (row := self.row(index))]
        if not self.questions and not self.errors:
            raise forms.ValidationError(_("Ask at least one and at most five things."))
        return cleaned

    def row(self, index):
        """One question as it is kept, None for an empty row."""
        label, kind = self.cleaned_data.get(f"label-{index}"), self.cleaned_data.get(f"kind-{index}")
        if not label:
            return None
        if kind != Kind.CHOICE:
            return {"kind": kind, "label": label}
        lines = (" ".join(line.split())[:120] for line in self.cleaned_data[f"options-{index}"].splitlines())
        options = list(dict.fromkeys(filter(None, lines)))
        if not 2 <= len(options) <= MOST_OPTIONS:
            self.add_error(f"options-{index}", _("Give at least two and at most eight things to choose from."))
        return {"kind": kind, "label": label, "options": options}

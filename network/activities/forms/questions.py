"""Asking questions, and answering them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.models import Question
from network.activities.models.question import MOST_OPTIONS, Asked
from network.base.forms import PortalForm, PortalModelForm

Kind = Question.Kind
LONGEST = 1000
HIGHEST = 100_000
AS_LIST_FROM = 7  # so many options make radio buttons too long for a phone


class QuestionForm(PortalModelForm):
    """One question. Once people answered, the kind of answer stays as it is."""

    options = forms.CharField(
        label=_("What there is to choose"),
        help_text=_("Each on a line of its own. Only for a choice."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    asked_of = forms.MultipleChoiceField(
        label=_("Of whom do you ask this?"),
        help_text=_("Nothing ticked means everyone."),
        choices=Asked,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Question
        fields = ["label", "help", "kind", "options", "is_required", "asked_of"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {"label": _("Ask only what you need: people answer this before each time they come.")}

    def __init__(self, *args, instance, **kwargs):
        initial = {"options": "\n".join(instance.options), **kwargs.pop("initial", {})}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        if instance.pk and instance.answers.exists():
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = Kind.choices  # without an empty one

    @property
    def kind(self):
        return self.cleaned_data.get("kind", self.instance.kind)

    def clean(self):
        cleaned = super().clean()
        lines = [" ".join(line.split()) for line in cleaned.get("options", "").splitlines()]
        options = list(dict.fromkeys(filter(None, lines)))
        cleaned["options"] = options if self.kind in Question.WITH_OPTIONS else []
        if any(len(option) > 120 for option in options):
            self.add_error("options", _("Keep each of them below 120 characters."))
        elif self.kind in Question.WITH_OPTIONS and not 2 <= len(options) <= MOST_OPTIONS:
            self.add_error("options", _("Give at least two and at most twelve things to choose from."))
        return cleaned

    def _get_validation_exclusions(self):
        """The activity is given, not filled in: that the same is not asked twice is checked here too."""
        return super()._get_validation_exclusions() - {"activity", "ended_at"}


class AnswersForm(PortalForm):
    """The questions of an activity as a form; `given` is what was answered before, by key of a question."""

    def __init__(self, *args, questions, given, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            values = given.get(question.pk, [])
            self.fields[f"question_{question.pk}"] = field_for(question, values)

    def answers(self):
        """Pairs of a question and its values, as `keep_answers` takes them."""
        return [(question, self.values_of(question)) for question in self.questions]

    def values_of(self, question):
        value = self.cleaned_data[f"question_{question.pk}"]
        if question.kind == Kind.SEVERAL:
            return value
        return [] if value in {None, ""} else [str(value)]


def field_for(question, values):
    common = {"label": question.label, "help_text": question.help, "required": question.is_required}
    first = values[0] if values else None
    if question.kind == Kind.TEXT:
        widget = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(**common, initial=first, max_length=LONGEST, widget=widget)
    if question.kind == Kind.NUMBER:
        return forms.IntegerField(**common, initial=first, min_value=0, max_value=HIGHEST)
    # What somebody chose and is no longer offered can stay as it was.
    options = [(option, option) for option in dict.fromkeys([*question.options, *values])]
    if question.kind == Kind.SEVERAL:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(**common, initial=values, choices=options, widget=widget)
    is_long = len(options) >= AS_LIST_FROM
    if is_long or not question.is_required:
        options = [("", _("No answer") if not question.is_required else _("Choose one")), *options]
    widget = forms.Select if is_long else forms.RadioSelect
    return forms.ChoiceField(**common, initial=first or "", choices=options, widget=widget)

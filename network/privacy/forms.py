"""Forms of whoever looks after privacy."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from network.base.forms import DateAndTimeInput, PortalForm, PortalModelForm
from network.privacy.models import Breach, Statement


class StatementForm(PortalModelForm):
    class Meta:
        model = Statement
        fields = ["text", "english_text", "what_changed", "asks_acceptance"]
        widgets = {
            "text": forms.Textarea({"rows": 16}),
            "english_text": forms.Textarea({"rows": 16}),
            "what_changed": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "text": _("In Markdown: ## for a heading, - for a list."),
            "what_changed": _("One or two sentences; people see it when they are asked to accept."),
        }

    submit_label = _("Save and look at it")
    draft = "privacy-statement"


class BreachForm(PortalModelForm):
    discovered_at = forms.SplitDateTimeField(label=_("discovered at"), widget=DateAndTimeInput)
    reported_at = forms.SplitDateTimeField(
        label=_("reported to the authority at"), widget=DateAndTimeInput, required=False
    )
    told_at = forms.SplitDateTimeField(label=_("told to the people at"), widget=DateAndTimeInput, required=False)

    class Meta:
        model = Breach
        fields = [
            *("title", "discovered_at", "what_happened", "kinds", "people", "consequences", "measures"),
            *("reported_at", "told_at", "not_reported_because"),
        ]
        widgets = {
            name: forms.Textarea({"rows": 3})
            for name in ("what_happened", "kinds", "consequences", "measures", "not_reported_because")
        }

    submit_label = _("Write it down")
    draft = "breach"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("discovered_at", "reported_at", "told_at"):
            self.fields[name].label = capfirst(self.fields[name].label)
        self.fields["discovered_at"].help_text = Breach._meta.get_field("discovered_at").help_text
        if self.instance.pk:
            self.draft = f"breach-{self.instance.pk}"


class CloseBreachForm(PortalForm):
    """Asks for a reason only when the breach was not reported."""

    because = forms.CharField(
        label=_("why it was not reported"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Such as: it is not likely that anybody suffers from it, because the file was encrypted."),
    )
    submit_label = _("Close it")

    def __init__(self, *args, breach, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["because"].initial = breach.not_reported_because
        if breach.is_reported:
            del self.fields["because"]

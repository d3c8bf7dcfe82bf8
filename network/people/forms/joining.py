"""Asking to join, and the answer to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm, PortalModelForm
from network.people.forms.invitations import OnePersonForm
from network.people.models import JoinRequest


class JoinForm(PortalModelForm):
    """What stands in `website` was filled in by a program: people do not see that field."""

    website = forms.CharField(required=False, max_length=2000)

    class Meta:
        model = JoinRequest
        fields = ["name", "email", "organisation", "function", "reason"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "organisation": forms.TextInput({"autocomplete": "organization"}),
            "reason": forms.Textarea({"rows": 4}),
        }

    submit_label = _("Ask to join")
    draft = "join"

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class AnswerForm(OnePersonForm):
    """The place and the function for somebody who asked to join; the address and the name are those of the request."""


class DeclineForm(PortalForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 4}), help_text=_("It goes into the mail.")
    )

    submit_label = _("Decline and send the mail")

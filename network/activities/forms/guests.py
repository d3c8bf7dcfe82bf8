"""Coming as a guest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm


class GuestForm(PortalForm):
    """What stands in `website` was filled in by a program: people do not see that field."""

    submit_label = _("Send me the mail")

    given_name = forms.CharField(
        label=_("Given name"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    organisation = forms.CharField(
        label=_("School or organisation"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    website = forms.CharField(required=False, max_length=2000)

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

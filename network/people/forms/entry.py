"""What somebody who comes in fills in: little."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm, PortalModelForm
from network.people.models import User


class AccountForm(PortalForm):
    given_name = forms.CharField(
        label=_("Given name"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        required=False,
        max_length=4096,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters, such as four words. Leave it empty to log in with a code by mail."),
    )

    submit_label = _("Make my account")

    def __init__(self, *args, invitation, **kwargs):
        initial = {"given_name": invitation.given_name, "family_name": invitation.family_name}
        super().__init__(*args, initial=initial, **kwargs)
        self.email = invitation.email

    def clean(self):
        data = super().clean()
        names = {name: data.get(name, "") for name in ("given_name", "family_name")}
        if data.get("password"):
            try:
                validate_password(data["password"], User(email=self.email, **names))
            except ValidationError as weak:
                self.add_error("password", weak)
        return data

    def account(self):
        """What an account is made of; an empty password is none."""
        return {**self.cleaned_data, "password": self.cleaned_data["password"] or None}


class AboutMeForm(PortalModelForm):
    class Meta:
        model = User
        fields = ["wants_to_learn", "can_offer"]
        widgets = {"wants_to_learn": forms.Textarea({"rows": 3}), "can_offer": forms.Textarea({"rows": 3})}
        help_texts = {
            "can_offer": _("What may colleagues ask you about? Such as: reading circles with pupils who read little."),
            "wants_to_learn": _("What would you like to come and see at another school?"),
        }

    submit_label = _("Go on")
    draft = "about-me"

"""Forms for passkeys."""

from allauth.mfa.webauthn import forms as library
from django import forms
from django.utils.translation import gettext_lazy as _

NAME = {"label": _("Name"), "help_text": _("By this you tell your passkeys apart."), "max_length": 60}


class AddPasskeyForm(library.AddWebAuthnForm):
    """Every passkey can log in by itself, so there is no choice to make."""

    name = forms.CharField(required=False, **NAME)
    passwordless = None


class RenamePasskeyForm(library.EditWebAuthnForm):
    name = forms.CharField(**NAME)

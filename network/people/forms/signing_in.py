"""Forms for codes by mail."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm
from network.people import limits


class LoginCodeForm(RequestLoginCodeForm):
    """Asks for a code by mail. It looks nobody up: see actions.signing_in."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"}))

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        if not all(self.within(action, key) for action, key in self.counted(email)):
            raise get_adapter().validation_error("rate_limited")
        return email

    def counted(self, email):
        """Few codes for an address from one place, so a stranger elsewhere does not use up those of its owner; from all
        places together more, but not without end. Whether there is an account plays no part."""
        yield "request_login_code", f"{email} {limits.caller(context.request)}"
        yield "login_code_from_anywhere", email

    def within(self, action, key):
        return ratelimit.consume(context.request, action=action, key=key)


class ConfirmCodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code from the mail"),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NameForm(PortalForm):
    """Who comes in with a school account and an invitation."""

    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    submit_label = _("Come in")

"""Forms about one's own account."""

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task

from network.base.forms import PortalModelForm
from network.people.models import User


class PasswordLinkForm(ResetPasswordForm):
    """Asks for a link to choose a new password.

    The address is looked up by the queue and not here: an answer that costs the same for everybody does not tell,
    not even by its time, who has an account.
    """

    def clean_email(self):
        self.users = []
        return self.cleaned_data["email"].strip().lower()

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"]
        # Not kept after it ran: the queue is no place for addresses.
        async_task("network.people.tasks.send_password_link", email, save=False, task_name="password link")
        return email


class ProfileForm(PortalModelForm):
    class Meta:
        model = User
        fields = ["given_name", "family_name", "can_offer", "wants_to_learn", "language"]
        widgets = {
            "given_name": forms.TextInput({"autocomplete": "given-name"}),
            "family_name": forms.TextInput({"autocomplete": "family-name"}),
            "can_offer": forms.Textarea({"rows": 4}),
            "wants_to_learn": forms.Textarea({"rows": 4}),
            "language": forms.RadioSelect,
        }
        help_texts = {
            "can_offer": _("What may colleagues ask you about? Such as: reading circles with pupils who read little."),
            "wants_to_learn": _("What would you like to come and see at another school?"),
            "language": _("The portal and its mail are in this language."),
        }

    submit_label = _("Save my details")
    draft = "profile"

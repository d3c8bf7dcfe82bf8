"""Language, mail and photos."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalModelForm
from network.people.models import User


class WishesForm(PortalModelForm):
    allows_photos = forms.BooleanField(
        label=_("Photos with me in them may be shown"),
        required=False,
        help_text=_(
            "On pages of this portal and in what the network publishes about its meetings. You can take this back here "
            "at any time; from then on no new photo of you is used."
        ),
    )

    class Meta:
        model = User
        fields = ["language", "wants_invitations", "wants_reminders", "wants_decisions"]
        widgets = {"language": forms.RadioSelect}
        help_texts = {
            "wants_invitations": _("What you are invited to always stands on your start page, too."),
            "wants_reminders": _(
                "And what organisers write after an activity. Mail about your own registrations and your account "
                "always comes."
            ),
        }

    submit_label = _("Save my wishes")

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["allows_photos"] = instance.photo_consent_at is not None
        if not instance.standing.sits_in_steering_group:  # nobody else gets that mail
            del self.fields["wants_decisions"]

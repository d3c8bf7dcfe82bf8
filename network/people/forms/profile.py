"""What somebody tells about oneself, and to whom."""

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalModelForm
from network.people.models import User
from network.schools.models import Theme


class ProfileForm(PortalModelForm):
    class Meta:
        model = User
        fields = [
            "given_name",
            "family_name",
            "language",
            "can_offer",
            "can_offer_audience",
            "wants_to_learn",
            "wants_to_learn_audience",
            "themes",
            "themes_audience",
            "email_audience",
            "phone",
            "phone_audience",
        ]
        widgets = {
            "given_name": forms.TextInput({"autocomplete": "given-name"}),
            "family_name": forms.TextInput({"autocomplete": "family-name"}),
            "phone": forms.TextInput({"autocomplete": "tel", "type": "tel"}),
            "can_offer": forms.Textarea({"rows": 4}),
            "wants_to_learn": forms.Textarea({"rows": 4}),
            "themes": forms.CheckboxSelectMultiple,
            "language": forms.RadioSelect,
        }
        help_texts = {
            "can_offer": _("What may colleagues ask you about? Such as: reading circles with pupils who read little."),
            "wants_to_learn": _("What would you like to come and see at another school?"),
            "language": _("The portal and its mail are in this language."),
            "email_audience": _("You change the address itself on the page “My details”."),
        }

    submit_label = _("Save my details")
    draft = "profile"

    # The field that says who may see what stands right above it.
    UNDER = {f"{part}_audience": part for part in ("can_offer", "wants_to_learn", "themes", "phone")}

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance.themes.values("pk")
        self.fields["themes"].queryset = Theme.objects.to_choose(on=on, besides=chosen)
        for name, part in self.UNDER.items():
            words = _("Who may see this?"), self.fields[part].label
            self.fields[name].label = format_html('{}<span class="hidden-text"> {}</span>', *words)

    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout(
            *(Field(name, wrapper_class="under") if name in self.UNDER else name for name in self.fields)
        )
        return helper

"""What somebody tells about oneself, and to whom."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalModelForm
from network.people.models import User
from network.people.models.profile import Rung
from network.schools.models import Theme

PARTS = {
    "can_offer": _("What I can offer"),
    "wants_to_learn": _("What I want to learn"),
    "themes": _("Themes I work on"),
    "email": _("E-mail address"),
    "phone": _("Phone"),
}


class ProfileForm(PortalModelForm):
    class Meta:
        model = User
        audiences = [f"{part}_audience" for part in PARTS]
        fields = ["given_name", "family_name", "language", "can_offer", "wants_to_learn", "themes", "phone", *audiences]
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
        }

    submit_label = _("Save my details")
    draft = "profile"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.order_by("name", "pk")
        for name in self.Meta.audiences:
            self.fields[name].label = _("Who may see this?")
            self.fields[name].choices = Rung.choices
        self.fields["email_audience"].help_text = _("You change the address itself on the page “My details”.")

    @property
    def helper(self):
        helper = super().helper
        parts = [Fieldset(legend, *self.fields_of(part), css_class="box") for part, legend in PARTS.items()]
        helper.layout = Layout("given_name", "family_name", "language", *parts)
        return helper

    def fields_of(self, part):
        return [name for name in (part, f"{part}_audience") if name in self.fields]

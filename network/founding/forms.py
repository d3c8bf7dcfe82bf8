"""The three screens of the first set-up."""

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm, PortalModelForm
from network.people.models import User
from network.schools.forms import BrinField, ColourFields
from network.schools.models import Network
from network.schools.sectors import SECTORS


class NetworkForm(ColourFields, PortalModelForm):
    class Meta:
        model = Network
        fields = [
            "name",
            "region",
            "contact_email",
            "brand_colour",
            "accent_colour",
            "theme_meetings_per_year",
            "people_per_school",
            "visits_per_year",
            "quorum_percent",
        ]

    submit_label = _("Go on to the schools")

    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout(
            *("name", "region", "contact_email"),
            Fieldset(_("The look"), Div("brand_colour", "accent_colour", css_class="sides"), css_class="panel"),
            Fieldset(
                _("What you ask of yourselves in a school year"),
                Div("theme_meetings_per_year", "people_per_school", "visits_per_year", css_class="sides three"),
                "quorum_percent",
                css_class="panel",
            ),
        )
        return helper


class SchoolForm(PortalForm):
    """One school; a row that stays empty is no school."""

    name = forms.CharField(label=_("Name of the school"), max_length=120)
    board = forms.CharField(label=_("School board"), max_length=120)
    sector = forms.ChoiceField(label=_("Sector"))
    brin = BrinField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = "english_name" if get_language() == "en" else "name"
        self.fields["sector"].choices = [(row["code"], row[name]) for row in SECTORS]
        self.fields["sector"].initial = SECTORS[0]["code"]


class SchoolRows(forms.BaseFormSet):
    def clean(self):
        """Refuse a name or BRIN that stands there twice; the database would."""
        for field, sentence in [
            ("name", _("Two schools have the same name.")),
            ("brin", _("Two schools have the same BRIN.")),
        ]:
            given = [row[field].lower() for row in self.schools() if row.get(field)]
            if len(given) != len(set(given)):
                raise ValidationError(sentence)
        if not self.schools() and not any(self.errors):
            raise ValidationError(_("Fill in at least one school. You can add the others later."))

    def schools(self):
        """What was filled in, a dict for each school."""
        return [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]


class PersonForm(PortalModelForm):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence is easy to remember."),
    )

    class Meta:
        model = User
        fields = ["given_name", "family_name", "email"]
        widgets = {
            "given_name": forms.TextInput({"autocomplete": "given-name"}),
            "family_name": forms.TextInput({"autocomplete": "family-name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
        }

    submit_label = _("Start the network")

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def _post_clean(self):
        super()._post_clean()
        if password := self.cleaned_data.get("password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("password", error)

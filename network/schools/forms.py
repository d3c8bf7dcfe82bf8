"""Forms about the network, its schools, themes and holidays."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.schools.models import School
from network.schools.models.network import GREEN, YELLOW


class BrinField(forms.CharField):
    """The code of a school; small letters become capitals."""

    def __init__(self, **options):
        options = {
            "label": _("BRIN"),
            "max_length": 6,
            "required": False,
            "help_text": _("The code of the school, such as 00AB, or 00AB01 with its location."),
            "validators": School._meta.get_field("brin").validators,
            **options,
        }
        super().__init__(**options)

    def to_python(self, value):
        return super().to_python(value).upper()


class ColourFields:
    """Mixin for a form about the network: colours are picked, and the portal's own two count as none chosen."""

    OWN = {"brand_colour": GREEN, "accent_colour": YELLOW}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, own in self.OWN.items():
            self.fields[name].widget = forms.ColorInput()
            self.fields[name].help_text = _("It is made darker or lighter where text needs it.")
            self.initial[name] = self.initial.get(name) or own
        # What the database would refuse is said beside the field itself.
        quorum, refusal = (
            self._meta.model._meta.get_field("quorum_percent"),
            _("A quorum lies between 1 and 100 per cent."),
        )
        messages = {"min_value": refusal, "max_value": refusal}
        self.fields["quorum_percent"] = quorum.formfield(min_value=1, max_value=100, error_messages=messages)

    def clean(self):
        cleaned = super().clean()
        for name, own in self.OWN.items():
            if (cleaned.get(name) or "").lower() == own:
                cleaned[name] = ""
        return cleaned

"""Whom to invite: one person, or a list."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm
from network.base.refusal import Refusal
from network.people import permissions
from network.people.importing import columns, reading


class PlaceField(forms.ChoiceField):
    """A school or a partner out of those that someone may invite to."""

    def __init__(self, *, user, on, empty="", **kwargs):
        groups = [
            (_("Schools"), "school", permissions.schools_open_to(user, on=on).by_name()),
            (_("Partners"), "partner", permissions.partners_open_to(user, on=on).by_name()),
        ]
        self.places = {f"{kind}:{each.pk}": each for _label, kind, all_of_it in groups for each in all_of_it}
        choices = [(label, self.choices_of(kind)) for label, kind, _all in groups]
        filled = [(label, options) for label, options in choices if options]
        several = [("", empty)] if len(self.places) != 1 or not kwargs.get("required", True) else []
        super().__init__(choices=[*several, *(filled if len(filled) > 1 else filled[0][1] if filled else [])], **kwargs)

    def choices_of(self, kind):
        return [(key, str(place)) for key, place in self.places.items() if key.startswith(kind)]

    def clean(self, value):
        return self.places.get(super().clean(value))


class FormOfInviter(PortalForm):
    """What both forms ask: function, place, and the language of the mail, within what this person may do."""

    empty_choice = _("– Choose –")

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        functions = [(f.value, f.label) for f in permissions.functions_open_to(user)]
        self.fields["function"].choices = [("", self.empty_choice), *functions]
        required = self.fields["place"].required
        self.fields["place"] = PlaceField(
            user=user, on=on, label=_("School or partner"), required=required, empty=self.empty_choice
        )
        if not self.fields["place"].choices_of("partner"):
            self.fields["place"].label = _("School")


def as_school_or_partner(place):
    is_school = place is not None and place._meta.model_name == "school"
    return {"school": place if is_school else None, "partner": None if is_school else place}


class OnePersonForm(FormOfInviter):
    """Where one person is invited to, and in which function."""

    function = forms.ChoiceField(label=_("Function"))
    place = forms.ChoiceField()

    submit_label = _("Send the invitation")

    def clean(self):
        data = super().clean()
        place = as_school_or_partner(data.get("place"))
        if data.get("function") and any(place.values()) and not permissions.fits(data["function"], **place):
            self.add_error("function", _("This function does not exist at such an organisation."))
        return data

    def invitation(self):
        """What the action takes: all that was filled in, with the place as a school or a partner."""
        data = dict(self.cleaned_data)
        return {**as_school_or_partner(data.pop("place")), **data}


class InviteForm(OnePersonForm):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Name"), max_length=160, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, initial="nl", widget=forms.RadioSelect
    )

    field_order = ["email", "name", "function", "place", "language"]


class ListForm(FormOfInviter):
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("CSV or Excel (.xlsx), at most 500 lines."),
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,.xlsx"}),
    )
    text = forms.CharField(
        label=_("Or paste the list here"),
        required=False,
        strip=False,
        max_length=reading.LARGEST,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "With a line of words above it: name, e-mail, function, school. E-mail addresses alone will do, too."
        ),
    )
    function = forms.ChoiceField(label=_("Function of whoever has none in the list"), required=False)
    place = forms.ChoiceField(required=False)
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, initial="nl", widget=forms.RadioSelect
    )

    submit_label = _("Look through the list")
    empty_choice = _("as in the list")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].label = (
            _("School or partner of whoever has none in the list")
            if self.fields["place"].choices_of("partner")
            else _("School of whoever has none in the list")
        )
        if len(self.fields["place"].places) == 1:
            self.initial["place"] = next(iter(self.fields["place"].places))

    def clean(self):
        data = super().clean()
        if not data.get("file") and not data.get("text", "").strip():
            raise ValidationError(_("Choose a file or paste a list."))
        try:
            rows = reading.rows_of_file(data["file"]) if data.get("file") else reading.text_rows(data["text"])
            data["lines"] = columns.lines(rows)
        except Refusal as refusal:
            self.add_error("file" if data.get("file") else "text", str(refusal))
        else:
            if not data["lines"]:
                self.add_error("file" if data.get("file") else "text", str(reading.Empty()))
        return data

    def handed_in(self):
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("lines", "function", "place", "language")}

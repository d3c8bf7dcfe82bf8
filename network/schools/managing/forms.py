"""Forms of the settings. Of two people who change the same thing at once the second is told."""

import hashlib
import json

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from network.base import pictures
from network.base.forms import DateInput, PortalForm, PortalModelForm
from network.base.slugs import free_slug
from network.schools.forms import BrinField, ColourFields
from network.schools.models import Network, School, SchoolBoard, SchoolHoliday, Theme, YearNorms
from network.schools.models.network import NORMS
from network.schools.school_year import SchoolYear


class NothingLost(PortalModelForm):
    """A form that knows what its thing was like when the page was made, and notices when that is no longer so.

    The view loads the thing with its row locked. What somebody else changed since stands in the mistake; sending the
    form once more then means: mine all the same.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.present = {name: self.instance.serializable_value(name) for name in self._meta.fields}
        self.initial["seen"] = self.fingerprint()

    def fingerprint(self):
        values = json.dumps(self.present, cls=DjangoJSONEncoder, sort_keys=True)
        return hashlib.sha256(f"{self.instance.pk} {values}".encode()).hexdigest()[:16]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.data.get("seen") not in {None, self.initial["seen"]}:
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]
            raise forms.ValidationError(
                _(
                    "Somebody else has changed this while you were busy; nothing was overwritten. It now says:"
                    " %(now)s. Save once more to keep what you filled in here."
                ),
                params={"now": self.present_in_words()},
            )
        return cleaned

    def present_in_words(self):
        """Every field in which what is there now differs from what was filled in."""
        bound = (self[name] for name in self._meta.fields if name in self.fields)
        different = [field for field in bound if str(field.value() or "") != str(self.present[field.name] or "")]
        return "; ".join(f"{field.label}: {self.present[field.name] or _now('empty')}" for field in different) or "–"


class NetworkForm(ColourFields, NothingLost):
    class Meta:
        model = Network
        fields = [
            "name",
            "region",
            "introduction",
            "contact_email",
            "privacy_email",
            "brand_colour",
            "accent_colour",
            "quorum_percent",
        ]
        widgets = {"introduction": forms.Textarea({"rows": 4})}

    def clean_introduction(self):
        """It stands in the head of the home page, so it is a few sentences and not a book."""
        introduction = self.cleaned_data["introduction"]
        MaxLengthValidator(600)(introduction)
        return introduction

    submit_label = _("Save the settings")


class NormsForm(PortalForm):
    """Norms hold from a school year on, so past years keep those they were measured by."""

    first_year = forms.TypedChoiceField(label=_("From which school year?"), coerce=int)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        this = SchoolYear.of(today)
        self.fields["first_year"].choices = [(year.first, str(year)) for year in (this, this.next)]
        for name in NORMS:
            field = YearNorms._meta.get_field(name).formfield(min_value=0, max_value=200)
            self.fields[name] = field

    submit_label = _("Save the norms")


class LogoForm(PortalForm):
    file = forms.FileField(
        label=_("New logo"),
        widget=forms.FileInput({"accept": ".png,.jpg,.jpeg,.webp"}),
        help_text=_("PNG, JPEG or WebP, 2 MB at most. A square picture fits best."),
    )
    submit_label = _("Save the logo")
    BOX = (352, 352)

    def clean_file(self):
        try:
            return pictures.clean(self.cleaned_data["file"], box=self.BOX)
        except pictures.NoPicture as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class WithSlug(NothingLost):
    """Something with a name in the address, which is made once and stays."""

    def save(self, commit=True):
        if not self.instance.slug:
            self.instance.slug = free_slug(type(self.instance), self.instance.name)
        return super().save(commit)


class ThemeForm(WithSlug):
    class Meta:
        model = Theme
        fields = ["name", "ended_on"]
        widgets = {"ended_on": DateInput}


class HolidayForm(NothingLost):
    class Meta:
        model = SchoolHoliday
        fields = ["name", "starts_on", "ends_on"]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}


class BoardForm(NothingLost):
    class Meta:
        model = SchoolBoard
        fields = ["name", "number"]


class SchoolForm(WithSlug):
    brin = BrinField()

    class Meta:
        model = School
        fields = ["name", "board", "sector", "brin", "address", "city", "website", "joined_on", "left_on"]
        widgets = {"joined_on": DateInput, "left_on": DateInput}
        help_texts = {
            "left_on": _(
                "A school that leaves keeps its page and its past. Its people can no longer log in as of that school."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = SchoolBoard.objects.order_by("name", "pk")
        self.fields["sector"].queryset = self.fields["sector"].queryset.order_by("pk")


class AboutForm(NothingLost):
    """What a school says about itself; its facts are in the settings."""

    class Meta:
        model = School
        fields = ["introduction", "can_show", "wants_to_learn"]
        widgets = {name: forms.Textarea({"rows": 5}) for name in fields}
        help_texts = {
            "introduction": _("What makes your school what it is, in a few sentences. Everyone can read it."),
            "can_show": _("What do colleagues see when they visit you? Such as: pupils who plan their own week."),
            "wants_to_learn": _("What would you like to see at another school?"),
        }

    submit_label = _("Save the texts")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"school-{self.instance.pk}"


class CalendarForm(PortalForm):
    file = forms.FileField(
        label=_("Calendar file"),
        widget=forms.FileInput({"accept": ".ics,text/calendar"}),
        help_text=_(
            "A file that ends in .ics, such as the school holidays of your region. You first see what is in it."
        ),
    )
    submit_label = _("Look what is in it")
    LARGEST = 500_000

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".ics"):
            raise forms.ValidationError(_("Choose a file that ends in .ics."))
        if file.size > self.LARGEST:
            raise forms.ValidationError(_("This file is too large for a calendar with holidays."))
        return file.read()

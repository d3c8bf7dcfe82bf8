"""What one looks for in the list of people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.people.directory import OFFERS, WANTS
from network.schools.models import School, Sector, Theme

PLACES = {"leren": WANTS, "bieden": OFFERS}


class SearchForm(forms.Form):
    """Every field may stay empty; what makes no sense counts as empty."""

    zoek = forms.CharField(label=_("Search for"), max_length=100, required=False)
    waar = forms.ChoiceField(
        label=_("Where"),
        required=False,
        choices=[
            ("", _("Name and profile")),
            ("leren", _("What they want to learn")),
            ("bieden", _("What they can offer")),
        ],
    )
    school = forms.ModelChoiceField(School.objects.none(), to_field_name="slug", required=False, label=_("School"))
    sector = forms.ModelChoiceField(Sector.objects.none(), to_field_name="code", required=False, label=_("Sector"))
    thema = forms.ModelChoiceField(Theme.objects.none(), to_field_name="slug", required=False, label=_("Theme"))

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zoek"].widget.attrs["type"] = "search"
        self.choose("school", School.objects.taking_part(on=on).order_by("name", "pk"), _("All schools"))
        self.choose("sector", Sector.objects.order_by("name", "pk"), _("All sectors"))
        self.choose("thema", Theme.objects.order_by("name", "pk"), _("All themes"))

    def choose(self, name, queryset, nothing):
        self.fields[name].queryset, self.fields[name].empty_label = queryset, nothing

    def wishes(self):
        """What `found` takes."""
        self.is_valid()
        chosen = self.cleaned_data
        return {
            "words": chosen.get("zoek", ""),
            "place": PLACES.get(chosen.get("waar"), ""),
            "school": chosen.get("school"),
            "sector": chosen.get("sector"),
            "theme": chosen.get("thema"),
        }

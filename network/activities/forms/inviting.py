"""Choosing whom to invite."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm
from network.partners.models import Partner
from network.people.models import Membership
from network.schools.models import School

AT_SCHOOLS = [choice for choice in Membership.Function.choices if choice[0] != Membership.Function.PARTNER_CONTACT]


class InviteForm(PortalForm):
    """Schools and functions, and partners. It is sent by GET to see how many people that are, then by POST."""

    circle = forms.BooleanField(label=_("Everyone who belongs to this meeting"), required=False)
    schools = forms.ModelMultipleChoiceField(
        School.objects.none(), label=_("Schools"), widget=forms.CheckboxSelectMultiple, required=False
    )
    functions = forms.MultipleChoiceField(
        label=_("Functions"), choices=AT_SCHOOLS, widget=forms.CheckboxSelectMultiple, required=False
    )
    partners = forms.ModelMultipleChoiceField(
        Partner.objects.none(), label=_("Partners"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, has_circle, on, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_circle:
            del self.fields["circle"]
        self.fields["schools"].queryset = School.objects.taking_part(on=on).order_by("name", "pk")
        self.fields["partners"].queryset = Partner.objects.taking_part(on=on).by_name()

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("schools")) != bool(cleaned.get("functions")):
            missing = "functions" if cleaned.get("schools") else "schools"
            self.add_error(missing, _("Choose schools and functions together: who of which schools?"))
        elif not any(cleaned.get(name) for name in ("circle", "schools", "partners")):
            self.add_error(None, _("Choose at least one school or partner."))
        return cleaned

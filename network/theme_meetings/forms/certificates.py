"""Issuing certificates, withdrawing one, and choosing what others see of one's own."""

import decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm, PortalModelForm
from network.theme_meetings.models import Certificate
from network.theme_meetings.roles import Role

QUARTER = decimal.Decimal("0.25")
ROLES = [*Role.choices, ("", _("no certificate"))]


class HoursField(forms.DecimalField):
    """Hours to the quarter; its value is a whole number of minutes."""

    def __init__(self, **options):
        super().__init__(max_digits=4, decimal_places=2, step_size=QUARTER, max_value=40, **options)

    def prepare_value(self, value):
        """Minutes as hours; what somebody typed stays as it is."""
        return value if not isinstance(value, int) else f"{value / 60:.2f}".rstrip("0").rstrip(".")

    def clean(self, value):
        return int(super().clean(value) * 60)


class IssueForm(PortalForm):
    """The hours on the certificates, and as what each of the `registrations` took part."""

    contact_minutes = HoursField(
        label=_("Contact hours"),
        min_value=QUARTER,
        help_text=_("All of the meeting, or less if there were long breaks."),
    )
    self_study_minutes = HoursField(
        label=_("Hours of self-study"),
        min_value=0,
        help_text=_("What people prepared or worked out at home; 0 for none."),
    )

    def __init__(self, *args, registrations, likely, **kwargs):
        super().__init__(*args, **kwargs)
        self.registrations = registrations
        for registration in registrations:
            label = _("%(name)s takes part as") % {"name": registration.person}
            self.fields[f"role-{registration.pk}"] = forms.ChoiceField(
                label=label, choices=ROLES, required=False, initial=likely(registration)
            )

    def rows(self):
        """Pairs of a registration and its field."""
        return [(each, self[f"role-{each.pk}"]) for each in self.registrations]

    def roles(self):
        """Registration key → role of those who get a certificate."""
        chosen = {each.pk: self.cleaned_data[f"role-{each.pk}"] for each in self.registrations}
        return {key: role for key, role in chosen.items() if role}


class RevokeForm(PortalForm):
    submit_label = _("Withdraw the certificate")

    because = forms.CharField(
        label=_("Why is it withdrawn?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("Its holder reads this. Whoever checks the certificate only sees that it was withdrawn."),
    )


class ShownForm(PortalModelForm):
    class Meta:
        model = Certificate
        fields = ["shown"]
        widgets = {"shown": forms.RadioSelect}
        labels = {"shown": _("What do others see with the code?")}
        help_texts = {"shown": _("Whoever you give the certificate or its code can look whether it is genuine.")}

"""Forms of the working groups."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base import text
from network.base.forms import DateInput, PortalForm, PortalModelForm
from network.people.models import User
from network.schools.models import Theme
from network.steering.models import Framework
from network.working_groups.models import WorkingGroup


class GroupForm(PortalModelForm):
    class Meta:
        model = WorkingGroup
        fields = ["name", "purpose", "frameworks", "themes"]
        widgets = {"frameworks": forms.CheckboxSelectMultiple, "themes": forms.CheckboxSelectMultiple}

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"group-{self.instance.pk or 'new'}"
        self.fields["frameworks"].help_text = _("Within these the group decides for itself.")
        self.fields["frameworks"].queryset = choosable_frameworks(self.instance)
        chosen = list(self.instance.themes.values_list("pk", flat=True)) if self.instance.pk else []
        self.fields["themes"].queryset = Theme.objects.to_choose(on=on, besides=chosen)
        for name in ["frameworks", "themes"]:
            if not self.fields[name].queryset.exists():  # in a new network there is nothing to tick yet
                self.fields[name].widget = forms.MultipleHiddenInput()


def choosable_frameworks(group):
    """What is in force, and what the group already works in."""
    in_force = Framework.objects.in_force().values("pk")
    mine = group.frameworks.values("pk") if group.pk else []
    return Framework.objects.filter(Q(pk__in=in_force) | Q(pk__in=mine)).by_title()


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return ", ".join(filter(None, [str(person), person.standing.organisation]))


class MemberForm(PortalForm):
    user = PersonField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    is_chair = forms.BooleanField(label=_("Leads the group"), required=False)

    submit_label = _("Add to the group")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class LastDayForm(PortalForm):
    last_day = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, *args, first_day, **kwargs):
        super().__init__(*args, **kwargs)
        self.first_day = first_day
        self.fields["last_day"].widget.attrs["min"] = first_day.isoformat()

    def clean_last_day(self):
        if self.cleaned_data["last_day"] < self.first_day:
            raise forms.ValidationError(_("Choose %(day)s or a later day.") % {"day": text.short_date(self.first_day)})
        return self.cleaned_data["last_day"]

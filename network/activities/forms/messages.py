"""A message of the organisers to those who registered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.models import Message
from network.base.forms import PortalModelForm
from network.schools.models import School


class MessageForm(PortalModelForm):
    """`counts` says of each group of people how many they are; a group of nobody cannot be chosen."""

    submit_label = _("See who gets it")

    class Meta:
        model = Message
        fields = ["to", "subject", "text"]
        widgets = {"to": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"text": _("Plain text. The mail says who wrote it, and has the link to the activity.")}

    school = forms.ModelChoiceField(
        label=_("Of one school only"), queryset=School.objects.none(), required=False, empty_label=_("all schools")
    )

    def __init__(self, *args, activity, counts, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"message-{activity.slug}"
        choices = [(to.value, f"{to.label} ({counts[to]})") for to in Message.To if counts[to]]
        self.fields["to"].choices = choices
        self.fields["to"].initial = choices[0][0] if choices else None
        schools = School.objects.filter(registrations__in=activity.registrations.active())
        self.fields["school"].queryset = schools.distinct().order_by("name", "pk")
        self.order_fields(["to", "school", "subject", "text"])

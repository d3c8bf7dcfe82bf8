"""Planning a theme meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.forms import ActivityForm
from network.theme_meetings.models import ThemeMeeting


class ThemeMeetingForm(ActivityForm):
    own_fields = ["takeaway"]

    class Meta(ActivityForm.Meta):
        model = ThemeMeeting
        fields = [*ActivityForm.Meta.fields, "takeaway"]
        widgets = {**ActivityForm.Meta.widgets, "takeaway": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            **ActivityForm.Meta.help_texts,
            "takeaway": _("What can people do the next day? This stands at the top of the page."),
        }

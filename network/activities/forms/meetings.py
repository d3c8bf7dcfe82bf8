"""Agenda items, minutes and action items."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.actions import circle_of
from network.activities.models import ActionItem, Activity, AgendaItem
from network.base.forms import DateInput, PortalForm, PortalModelForm
from network.people.models import Appointment, User
from network.schools.models import School
from network.steering.models import FrameworkVersion


def steering_people(*, on):
    """Who speaks for a school, and the project lead."""
    voices = User.objects.speaking_for(School.objects.taking_part(on=on), on=on)
    leads = User.objects.holding(Appointment.Office.PROJECT_LEAD, on=on)
    return (voices | leads).distinct().by_name()


def people_of(meeting, *, on):
    """Who sits in a meeting; for None the steering group."""
    if meeting is None or meeting.kind == Activity.Kind.STEERING_MEETING:
        return steering_people(on=on)
    return circle_of(meeting, on=on)


class AgendaItemForm(PortalModelForm):
    class Meta:
        model = AgendaItem
        fields = ["title", "purpose", "minutes", "note", "owner", "version", "activity"]
        widgets = {"purpose": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 4})}
        labels = {"activity": _("Meeting"), "version": _("About which framework")}

    def __init__(self, *args, meetings, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"agenda-item-{self.instance.pk or 'new'}"
        meeting = self.instance.activity
        if not self.instance.owner_id:
            self.initial["owner"] = user.pk
        self.fields["owner"].queryset = people_of(meeting, on=on)
        self.fields["activity"].queryset = meetings
        self.fields["activity"].empty_label = _("No meeting yet, keep it in the backlog")
        self.fields["version"].empty_label = _("None")
        self.fields["version"].queryset = (
            FrameworkVersion.objects.exclude(
                state__in=[FrameworkVersion.State.SUPERSEDED, FrameworkVersion.State.WITHDRAWN]
            )
            .select_related("framework")
            .order_by("framework__title", "number")
        )
        if meeting and meeting.kind == Activity.Kind.GROUP_MEETING:
            del self.fields["activity"], self.fields["version"]


class DecisionForm(PortalForm):
    submit_label = _("Record the decision")

    title = forms.CharField(label=_("What was decided?"), max_length=160)
    text = forms.CharField(label=_("Explanation"), widget=forms.Textarea(attrs={"rows": 5}), required=False)
    review_on = forms.DateField(
        label=_("Look at it again on"),
        widget=DateInput,
        required=False,
        help_text=_("From that day on the portal reminds the project lead."),
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_review_on(self):
        review_on = self.cleaned_data["review_on"]
        if review_on and review_on <= self.on:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return review_on


class MinutesForm(PortalForm):
    submit_label = _("Save the minutes")

    text = forms.CharField(
        label=_("Minutes"),
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("You can use Markdown: ## for a heading, - for a list. No names of pupils."),
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, activity, minutes, **kwargs):
        seen = minutes.written_at.isoformat() if minutes else ""
        initial = {"text": minutes.text if minutes else first_text(activity), "seen_at": seen}
        super().__init__(*args, initial=initial, **kwargs)
        self.draft = f"minutes-{activity.pk}"

    def clean_seen_at(self):
        """The moment as aware datetime, None when there were no minutes yet."""
        value = self.cleaned_data["seen_at"]
        if not value:
            return None
        try:
            return datetime.datetime.fromisoformat(value)
        except ValueError:
            return None


def first_text(activity):
    """What minutes begin with: a heading for each item of the agenda."""
    return "\n\n".join(f"## {item.title}\n" for item in activity.agenda_items.in_order())


class ActionItemForm(PortalModelForm):
    submit_label = _("Note the action")

    class Meta:
        model = ActionItem
        fields = ["title", "owner", "due_on"]
        widgets = {"due_on": DateInput}

    def __init__(self, *args, meeting, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.activity = meeting
        self.fields["owner"].queryset = people_of(meeting, on=on)

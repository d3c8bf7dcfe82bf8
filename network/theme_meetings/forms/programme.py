"""Writing the programme of a theme meeting."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities.forms.when import moment
from network.base.forms import TimeInput


class PartForm(forms.Form):
    """One part of the programme."""

    begins = forms.TimeField(label=_("From"), widget=TimeInput)
    ends = forms.TimeField(label=_("Until"), widget=TimeInput)
    title = forms.CharField(label=_("Title"), max_length=120)
    summary = forms.CharField(label=_("What happens"), max_length=240, required=False)
    led_by = forms.CharField(label=_("Led by"), max_length=120, required=False)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self.has_changed_or_stood():
            day = timezone.localdate(self.meeting.starts_at)
            self.starts_at, self.ends_at = moment(day, cleaned["begins"]), moment(day, cleaned["ends"])
            self.check_moments()
        return cleaned

    def has_changed_or_stood(self):
        """False for the empty rows at the end that were left empty."""
        return self.has_changed() or not self.empty_permitted

    def check_moments(self):
        if self.ends_at <= self.starts_at:
            self.add_error("ends", _("The end must come after the start."))
        elif self.starts_at < self.meeting.starts_at or self.ends_at > self.meeting.ends_at:
            self.add_error("begins", _("This lies outside the hours of the meeting."))

    def part(self):
        """What `save_programme` takes."""
        texts = {name: self.cleaned_data[name] for name in ("title", "summary", "led_by")}
        return {"starts_at": self.starts_at, "ends_at": self.ends_at, **texts}


class BasePartFormSet(forms.BaseFormSet):
    deletion_widget = forms.CheckboxInput

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Leave this part out")

    def parts(self):
        """The programme that was filled in."""
        kept = [form for form in self.forms if form not in self.deleted_forms and form.has_changed_or_stood()]
        return [form.part() for form in kept]


PartFormSet = forms.formset_factory(
    PartForm, formset=BasePartFormSet, extra=1, max_num=20, can_delete=True, can_delete_extra=False
)


def rows_of(programme):
    """The parts of a programme as first values of the formset."""
    return [
        {
            "begins": timezone.localtime(part.starts_at).time(),
            "ends": timezone.localtime(part.ends_at).time(),
            "title": part.title,
            "summary": part.summary,
            "led_by": part.led_by,
        }
        for part in programme
    ]

"""The day and the hours of an activity, with a warning on days that the schools are closed."""

import datetime

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base import text
from network.base.forms import DateInput, PortalForm, TimeInput
from network.schools.models import SchoolHoliday


class WhenFields(forms.Form):
    """Day, begin and end; after `clean` the form has them as the aware `starts_at` and `ends_at`.

    They lie after `now`, which the form that has these fields sets. On a school holiday the form comes back once with
    the question whether that is meant.
    """

    day = forms.DateField(label=_("Day"), widget=DateInput)
    begins = forms.TimeField(label=_("From"), widget=TimeInput)
    ends = forms.TimeField(label=_("Until"), widget=TimeInput)
    on_holiday = forms.BooleanField(
        label=_("Yes, plan it in the school holiday"), required=False, widget=forms.HiddenInput
    )

    starts_at = ends_at = None

    @property
    def knows_when(self):
        return self.starts_at is not None and not {"day", "begins", "ends"} & self.errors.keys()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if all(cleaned.get(name) is not None for name in ("day", "begins", "ends")):
            self.starts_at = moment(cleaned["day"], cleaned["begins"])
            self.ends_at = moment(cleaned["day"], cleaned["ends"])
            self.check_moments()
            self.check_holiday()
        return cleaned

    def check_moments(self):
        if self.ends_at <= self.starts_at:
            self.add_error("ends", _("The end must come after the start."))
        if self.starts_at <= self.now:
            self.add_error("day", _("This lies in the past. Choose a day that is still to come."))

    def check_holiday(self):
        day = self.cleaned_data.get("day")
        holiday = SchoolHoliday.objects.between(day, day).first() if day else None
        if not holiday or self.cleaned_data.get("on_holiday"):
            return
        self.fields["on_holiday"].widget = forms.CheckboxInput()
        days = text.day_period(holiday.starts_on, holiday.ends_on)
        self.add_error(
            "day",
            _("The schools are closed then: %(holiday)s, %(days)s. Choose another day, or tick that you mean it.")
            % {"holiday": holiday.name, "days": days},
        )


def moment(day, time):
    """The aware moment on a day at a time of the clock in the portal's time zone."""
    return timezone.make_aware(datetime.datetime.combine(day, time))


def when_of(activity):
    """The initial values of `WhenFields` for an activity that has a time already."""
    if not activity.starts_at:
        return {}
    starts, ends = timezone.localtime(activity.starts_at), timezone.localtime(activity.ends_at)
    return {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}


class MoveForm(WhenFields, PortalForm):
    """Another time or place for something that people have already registered for."""

    submit_label = _("Look at what changes")

    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    online_link = forms.URLField(
        label=_("Link to join online"),
        required=False,
        help_text=_("Only people with a place see this link, from 24 hours before the start."),
        assume_scheme="https",
    )

    def __init__(self, *args, activity, shows_link, now, **kwargs):
        initial = {**when_of(activity), "place": activity.place, "online_link": activity.online_link}
        super().__init__(*args, initial=initial, **kwargs)
        self.now = now
        if not shows_link:
            del self.fields["online_link"]

    @property
    def helper(self):
        helper = super().helper
        where = [name for name in ("place", "online_link") if name in self.fields]
        helper.layout = Layout(Div("day", "begins", "ends", css_class="pair"), "on_holiday", *where)
        return helper

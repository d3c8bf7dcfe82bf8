"""Rounds and sessions for organisers, and the choice of a participant."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from network.activities.forms.when import moment
from network.activities.models import Session
from network.activities.models.session import MINUTE
from network.base.forms import PortalForm, PortalModelForm, TimeInput


class RoundForm(PortalForm):
    """One round; its hours are those of the clock on the day of the activity."""

    title = forms.CharField(
        label=gettext_lazy("Name of the round"),
        max_length=120,
        help_text=gettext_lazy("Such as “First round of workshops”."),
    )
    begins = forms.TimeField(label=gettext_lazy("From"), widget=TimeInput)
    ends = forms.TimeField(label=gettext_lazy("Until"), widget=TimeInput)

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, initial=hours_of(round), **kwargs)
        self.round = round

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.check_moments(cleaned["begins"], cleaned["ends"])
        return cleaned

    def check_moments(self, begins, ends):
        activity = self.round.activity
        day = timezone.localdate(activity.starts_at)
        starts_at, ends_at = moment(day, begins), moment(day, ends)
        if ends_at <= starts_at:
            self.add_error("ends", _("The end must come after the start."))
        elif starts_at < activity.starts_at or ends_at > activity.ends_at:
            self.add_error("begins", _("This lies outside the hours of the meeting."))
        else:
            self.round.title = self.cleaned_data["title"]
            self.round.begins_after = (starts_at - activity.starts_at) // MINUTE
            self.round.lasts = (ends_at - starts_at) // MINUTE


def hours_of(round):
    if not round.pk:
        return {}
    starts, ends = timezone.localtime(round.starts_at), timezone.localtime(round.ends_at)
    return {"title": round.title, "begins": starts.time(), "ends": ends.time()}


class SessionForm(PortalModelForm):
    class Meta:
        model = Session
        fields = ["title", "summary", "led_by", "room", "capacity"]

    def clean_capacity(self):
        capacity, taken = self.cleaned_data["capacity"], self.instance.seats_taken
        if capacity is not None and 0 < capacity < taken:
            raise forms.ValidationError(
                ngettext(
                    "%(number)d person chose this session, so there cannot be fewer places than that.",
                    "%(number)d people chose this session, so there cannot be fewer places than that.",
                    taken,
                )
                % {"number": taken}
            )
        return capacity


class ChooseForm(PortalForm):
    """One choice per round. `chosen` is what was chosen before: a dict of round key → session key."""

    submit_label = gettext_lazy("Save my choice")

    def __init__(self, *args, rounds, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        for round in rounds:
            self.fields[f"round_{round.pk}"] = field_for(round, chosen.get(round.pk))

    def sessions(self):
        """The keys of what was chosen."""
        return [int(value) for value in self.cleaned_data.values() if value]


def field_for(round, chosen):
    sessions = list(round.sessions.all())
    there = [each for each in sessions if not each.is_full or each.pk == chosen]
    full = [each.title for each in sessions if each not in there]
    return forms.ChoiceField(
        label=_("%(title)s, %(from)s–%(until)s")
        % {"title": round.title, "from": clock(round.starts_at), "until": clock(round.ends_at)},
        choices=[*((each.pk, told(each)) for each in there), ("", _("No choice yet"))],
        widget=forms.RadioSelect,
        required=False,
        initial=chosen or "",
        help_text=_("Full: %(sessions)s.") % {"sessions": ", ".join(full)} if full else "",
        error_messages={"invalid_choice": _("This session is full or gone. Choose another one.")},
    )


def told(session):
    """A session in one line: what, who, where, and how many places are left."""
    parts = [session.title]
    if session.led_by:
        parts.append(_("with %(who)s") % {"who": session.led_by})
    if session.room:
        parts.append(session.room)
    if session.capacity is not None:
        left = session.left
        parts.append(ngettext("%(count)d place left", "%(count)d places left", left) % {"count": left})
    return " · ".join(parts)


def clock(at):
    return f"{timezone.localtime(at):%H.%M}"

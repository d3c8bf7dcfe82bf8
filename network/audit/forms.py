"""What one can look for in the trail."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.audit.labels import kind_label
from network.audit.reading import Wanted
from network.audit.wording import LABELS
from network.base import trail
from network.base.forms import DateInput


class TrailFilter(forms.Form):
    """Every field may stay empty. People are found by a part of name or address, or chosen as nobody."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    action = forms.ChoiceField(label=_("What happened"), required=False)
    person = forms.ChoiceField(label=_("Who"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Up to and including"), required=False, widget=DateInput)
    request = forms.RegexField(r"^[0-9a-f]{12}$", label=_("Request number"), required=False)

    def __init__(self, data, *, people):
        super().__init__(data)
        everything = [("", _("everything"))]
        kinds = [(model._meta.db_table, kind_label(model)) for model in trail.event_models()]
        self.fields["kind"].choices = [*everything, *sorted(kinds, key=lambda pair: pair[1].lower())]
        self.fields["action"].choices = [*everything, *LABELS.items()]
        names = [(str(pk), f"{given} {family} ({email})") for pk, given, family, email in people]
        self.fields["person"].choices = [("", _("everyone")), ("none", _("no person: jobs and visitors")), *names]

    def wanted(self):
        """What was asked for; what could not be understood is left out, and the form says so."""
        self.is_valid()
        asked = self.cleaned_data
        until = asked.get("until")
        return Wanted(
            table=asked.get("kind", ""),
            label=asked.get("action", ""),
            person=asked.get("person", ""),
            request=asked.get("request", ""),
            since=begin_of(asked.get("since")),
            until=begin_of(until + datetime.timedelta(days=1) if until and until < datetime.date.max else None),
        )


def begin_of(day):
    """Midnight at the beginning of a day in the portal's time zone; None stays None."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time())) if day else None

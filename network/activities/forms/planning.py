"""Planning an activity: one form for all kinds, with the fields that a kind has and good first values."""

import datetime
import hashlib

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities.forms.when import WhenFields, moment, when_of
from network.activities.models import Activity
from network.activities.permissions import group_ids
from network.activities.seats import taking_part
from network.base.forms import DateInput, PortalForm, PortalModelForm
from network.people.audience import Audience
from network.people.standing import standing_of
from network.schools.models import Network, School, Theme
from network.schools.school_year import SchoolYear
from network.steering.models import Framework, Goal
from network.working_groups.models import WorkingGroup

Kind = Activity.Kind

WHEN = ["day", "begins", "ends", "on_holiday"]
WHERE = ["place", "directions", "online_link", "host_school"]
PLACES = ["capacity", "kept_per_school", "kept_until_day"]
REGISTERING = ["register_until_day"]
BELONGS = ["working_group", "framework", "goal", "theme"]
LEFT_OUT = {
    Kind.STEERING_MEETING: {"host_school", *PLACES, *BELONGS},
    Kind.GROUP_MEETING: {"host_school", "goal", "theme", *PLACES},
    Kind.NETWORK_DAY: {"working_group", "framework"},
}
HOURS = {"begins": datetime.time(15, 30), "ends": datetime.time(17, 0)}
A_DAY = datetime.timedelta(days=1)
A_WEEK = datetime.timedelta(days=7)

MEETING_OF = {
    Kind.STEERING_MEETING: _("The steering group: everyone who speaks for a school, and the project lead"),
    Kind.GROUP_MEETING: _("The working group: its members. The project lead sees only when and where it is"),
}
LADDER = [
    (Audience.SCHOOLS, _("The schools: everyone who works at a school of the network")),
    (Audience.SCHOOLS_AND_PARTNERS, _("Schools and partners: also the organisations that help us")),
    (Audience.FUNDERS, _("Funders too: also those who give a grant")),
    (Audience.PUBLIC, _("Everyone: it stands on the public agenda")),
]


class ActivityForm(WhenFields, PortalModelForm):
    """For a new activity and for one that exists. Once published, time and place change on a page of their own."""

    own_fields = []  # what a kind has beside the rest; its room fills it in

    audience = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, widget=forms.RadioSelect)
    kept_until_day = forms.DateField(
        label=_("Kept until"),
        required=False,
        widget=DateInput,
        help_text=_("From this day on they are for everyone. Leave it empty for a week before the activity."),
    )

    register_until_day = forms.DateField(
        label=_("Last day to register"),
        required=False,
        widget=DateInput,
        help_text=_(
            "Leave it empty to let people register until it begins. Withdrawing is always possible until then."
        ),
    )

    all_dates = forms.BooleanField(
        label=_("Change the texts of the other dates to come along with this one"), required=False
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Activity
        fields = [
            *("title", "summary", "description", "place", "directions", "online_link", "host_school"),
            *("capacity", "kept_per_school", "working_group", "framework", "goal", "theme", "audience"),
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "directions": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "description": _("For whoever wants to know more. You can use Markdown."),
            "directions": _("Entrance, stop, where to park. People with a place read this, in their mail too."),
            "online_link": _("Only people with a place see this link, from 24 hours before the start."),
            "capacity": _("Leave it empty if there is no limit."),
            "framework": _("Inside a framework in force a working group publishes without asking."),
        }

    def __init__(self, *args, user, kind, now, source=None, other_dates=(), **kwargs):
        activity = kwargs.get("instance") or self._meta.model()
        activity.kind = kind
        kwargs["instance"] = activity
        self.stands_there = fingerprint(activity, self._meta.fields)
        kwargs["initial"] = {
            "seen": self.stands_there,
            **first_values(activity, on=timezone.localdate(now)),
            **(values_after(source, self._meta.fields) if source else {}),
            **when_of(activity),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.kind, self.user, self.now = kind, user, now
        self.draft = f"activity-{activity.pk or kind}" + (f"-after-{source.pk}" if source else "")
        self.drop(LEFT_OUT.get(kind, set()))
        if activity.is_published:
            self.drop({*WHEN, "place", "online_link"})
            self.keep_host()
        if not other_dates:
            self.drop({"all_dates"})
        if activity.is_template:
            self.drop({*WHEN, "online_link", "kept_until_day", *REGISTERING})
        self.offer_what_is_theirs()
        self.order_fields(
            ["title", "summary", *self.own_fields, "description", *WHEN, *WHERE, *BELONGS, *PLACES, *REGISTERING]
        )
        self.submit_label = _("Save") if activity.pk else _("Save as a draft")

    def drop(self, names):
        for name in names:
            self.fields.pop(name, None)

    def keep_host(self):
        """Where the school is the place, another one is a move: nobody who registered may miss that."""
        if "host_school" in self.fields and (self.kind == Kind.SCHOOL_VISIT or not self.instance.place):
            self.fields["host_school"].disabled = True
            self.fields["host_school"].help_text = _(
                "People registered to come here. Somewhere else? Move it, then they all hear of it; for a visit to "
                "another school, cancel this one and plan a new one."
            )

    def offer_what_is_theirs(self):
        today, leads = timezone.localdate(self.now), standing_of(self.user).leads_project
        groups = WorkingGroup.objects.current(on=today).order_by("name", "pk")
        offers = {
            "host_school": School.objects.taking_part(on=today).order_by("name", "pk"),
            "working_group": groups if leads else groups.filter(pk__in=group_ids(self.user)),
            "framework": Framework.objects.in_force().order_by("title", "pk"),
            "goal": Goal.objects.current(on=today).in_order(),
            "theme": Theme.objects.to_choose(on=today),
        }
        for name, rows in offers.items():
            if name in self.fields:
                now_chosen = rows.model.objects.filter(pk=getattr(self.instance, f"{name}_id"))
                self.fields[name].queryset = (rows | now_chosen).distinct() if now_chosen else rows
                self.fields[name].empty_label = _("None")
        self.fields["audience"].choices = ladder(self.kind)
        if "working_group" in self.fields:
            self.fields["working_group"].required = self.kind == Kind.GROUP_MEETING or not leads
            self.fields["working_group"].empty_label = _("None") if leads else _("Choose your group")

    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout(
            Fieldset(
                _("What it is"),
                *self.there("seen", "title", "summary", *self.own_fields, "description"),
                css_class="box",
            ),
            Fieldset(
                _("When and where"),
                Div(*self.there(*WHEN[:3]), css_class="pair"),
                *self.there("on_holiday", *WHERE),
                css_class="box",
            ),
            Fieldset(_("What it belongs to"), *self.there(*BELONGS), css_class="box"),
            Fieldset(_("Places and registering"), *self.there(*PLACES, *REGISTERING), css_class="box"),
            Fieldset(_("Who sees it"), Div("audience", css_class="ladder"), css_class="box"),
            Fieldset(_("The series"), *self.there("all_dates"), css_class="box"),
        )
        helper.layout.fields = [part for part in helper.layout.fields if part.fields and part.fields != [None]]
        return helper

    def there(self, *names):
        return [name for name in names if name in self.fields]

    def clean(self):
        cleaned = super().clean()
        if self.knows_when:
            self.instance.starts_at, self.instance.ends_at = self.starts_at, self.ends_at
        self.choose_goal()
        self.check_places()
        self.check_deadline()
        self.check_seen()
        return cleaned

    def check_seen(self):
        """Nobody replaces unknowingly what another saved since this form was opened; sent once more, it does."""
        seen = self.cleaned_data.get("seen")
        if not seen or seen == self.stands_there or not self.instance.pk or not self.changed:
            return
        self.data = self.data.copy()
        self.data["seen"] = self.stands_there
        differs = ", ".join(str(self.fields[name].label) for name in self.changed_data if name != "seen")
        self.add_error(
            None,
            _("Someone else saved this while you were writing. Save again to replace what they wrote: %(differs)s.")
            % {"differs": differs},
        )

    def choose_goal(self):
        """A framework brings its goal along, so that the line up to the vision is there without extra work."""
        framework = self.cleaned_data.get("framework")
        if framework and "goal" in self.fields and not self.cleaned_data.get("goal"):
            self.cleaned_data["goal"] = framework.goals.in_order().first()

    def check_places(self):
        kept, capacity = self.cleaned_data.get("kept_per_school"), self.cleaned_data.get("capacity")
        if "kept_per_school" not in self.fields:
            return
        self.instance.kept_until = self.kept_until() if kept else None
        if kept and capacity and (schools := len(taking_part(on=timezone.localdate(self.now)))) * kept > capacity:
            self.add_error(
                "kept_per_school",
                _("%(kept)d for each of the %(schools)d schools are more than the %(capacity)d places there are.")
                % {"kept": kept, "schools": schools, "capacity": capacity},
            )

    def check_deadline(self):
        """One registers until midnight after the day that was filled in, or until it begins."""
        day = self.cleaned_data.get("register_until_day")
        if "register_until_day" in self.errors:
            return
        starts_at = self.instance.starts_at
        if day and starts_at and day > timezone.localdate(starts_at):
            self.add_error("register_until_day", _("This lies after the activity itself."))
        until = moment(day + A_DAY, datetime.time()) if day else None
        self.instance.register_until = min(until, starts_at) if until and starts_at else until

    def kept_until(self):
        """Midnight at the beginning of the day that was filled in, or of the day a week before the activity."""
        day = self.cleaned_data.get("kept_until_day")
        if not day and self.instance.starts_at:
            day = timezone.localdate(self.instance.starts_at) - A_WEEK
        return moment(day, datetime.time()) if day else None

    def _get_validation_exclusions(self):
        """Check the constraints of the model with what `clean` worked out as well, so that their texts show here."""
        worked_out = {"kind", "kept_until", "register_until"}
        if not self.instance.starts_at:  # without a day nobody can say until when: that is one mistake, not two
            worked_out -= {"kept_until", "register_until"}
        if self.knows_when or self.instance.pk:
            worked_out |= {"starts_at", "ends_at"}
        return super()._get_validation_exclusions() - worked_out

    @property
    def changed(self):
        """The names of the model's fields that this form changes; for an activity that exists."""
        names = {name for name in self.changed_data if name in self._meta.fields}
        if {*WHEN[:3]} & set(self.changed_data):
            names |= {"starts_at", "ends_at"}
        if {"kept_per_school", "kept_until_day", *WHEN[:3]} & set(
            self.changed_data
        ) and "kept_per_school" in self.fields:
            names |= {"kept_until"}
        if {"register_until_day", *WHEN[:3]} & set(self.changed_data):
            names |= {"register_until"}
        if "framework" in names and "goal" in self.fields:
            names |= {"goal"}
        return sorted(names)


def fingerprint(activity, names):
    """A short text that is another one as soon as something that the form can change is saved."""
    values = (
        model_to_dict(activity, fields=[*names, "starts_at", "ends_at", "kept_until", "register_until"])
        if activity.pk
        else {}
    )
    return hashlib.blake2b(repr(values).encode(), digest_size=8).hexdigest()


def ladder(kind):
    """The rungs of the sharing ladder that make sense for a kind, each with who it reaches."""
    return [(Audience.WORKING_GROUP, MEETING_OF[kind]), *LADDER] if kind in MEETING_OF else LADDER


def first_values(activity, *, on):
    """What a form for a new activity begins with on a day; for one that exists only until when seats are kept."""
    if activity.pk:
        return {
            "kept_until_day": activity.kept_until and timezone.localdate(activity.kept_until),
            "register_until_day": activity.last_day_to_register,
        }
    values = dict(HOURS)
    if activity.kind == Kind.THEME_MEETING:
        norms = Network.objects.in_year(SchoolYear.of(on))
        values |= {"capacity": 30, "kept_per_school": norms.people_per_school}
    if activity.kind == Kind.STEERING_MEETING:
        values |= {"title": _("Meeting of the steering group")}
    if activity.kind in MEETING_OF:
        return values | {"audience": Audience.WORKING_GROUP}
    return values | {"audience": Audience.PUBLIC if activity.kind == Kind.NETWORK_DAY else Audience.SCHOOLS}


def values_after(source, names):
    """What a form begins with that makes an activity after another: all but the day and the link to join online."""
    values = model_to_dict(source, fields=set(names) - {"online_link"})
    hours = when_of(source)
    return {**values, "begins": hours["begins"], "ends": hours["ends"]}


class TemplateForm(PortalForm):
    submit_label = _("Save as a template")

    title = forms.CharField(
        label=_("What is the template called?"),
        max_length=120,
        help_text=_("Others choose it by this name, and change it for their own activity."),
    )


class PublishForm(PortalForm):
    """Publishing, with or without inviting the circle that meets."""

    invites_circle = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args, circle, **kwargs):
        super().__init__(*args, **kwargs)
        if circle:
            self.fields["invites_circle"].label = _("Invite them by mail now")
        else:
            del self.fields["invites_circle"]


class CancelForm(PortalForm):
    submit_label = _("Cancel it and tell everyone")

    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("Everyone who registered or was invited reads this in the mail."),
    )

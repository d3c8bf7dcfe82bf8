"""Forms of the steering room."""

import datetime

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.forms import DateInput, PortalForm, PortalModelForm
from network.steering.actions.positions import ASKS_FOR_A_REASON, ReasonMissing, SolutionMissing
from network.steering.models import Endorsement, Goal, Position

TERM = datetime.timedelta(days=14)
STANCES = [
    (Position.Stance.CONSENT, _("We consent: it is good enough for now, and safe enough to try")),
    (Position.Stance.CONCERN, _("We consent, and have a concern")),
    (Position.Stance.OBJECTION, _("We object: with this text our school cannot do its work well")),
    (Position.Stance.ABSTAIN, _("We have no opinion")),
]
MARKDOWN_HINT = _(
    "A blank line begins a new paragraph. A line that begins with - is a point in a list, with ## a heading."
)


class VersionForm(PortalForm):
    """Text and mandate of a draft, and title and goals as long as nothing of the framework was adopted."""

    title = forms.CharField(label=_("Title"), max_length=120)
    goals = forms.ModelMultipleChoiceField(
        label=_("Which goal does it serve?"), queryset=Goal.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("What do we agree on?"), widget=forms.Textarea(attrs={"rows": 14}), help_text=MARKDOWN_HINT
    )
    mandate = forms.CharField(
        label=_("What may a working group decide on its own?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Think of number, budget, themes and period."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    submit_label = _("Save the draft")

    def __init__(self, *args, goals, draft, is_named=False, **kwargs):
        """`goals` to choose from; `draft` names the text kept in the browser; `is_named` leaves title and goals out."""
        super().__init__(*args, **kwargs)
        self.draft = draft
        if is_named:
            del self.fields["title"], self.fields["goals"]
        else:
            self.fields["goals"].queryset = goals

    def at_revision(self, revision):
        """The same form, filled in as it was sent, that saves over `revision` when it is sent again."""
        self.data = self.data.copy()
        self.data["revision"] = revision
        return self


class DeadlineForm(PortalForm):
    """The last day on which schools can give their position."""

    due_on = forms.DateField(
        label=_("Last day to answer"), widget=DateInput, help_text=_("Schools can answer until the end of this day.")
    )

    def __init__(self, *args, after, **kwargs):
        """`after` is the last day that is too early."""
        super().__init__(*args, **kwargs)
        self.after = after
        self.fields["due_on"].widget.attrs["min"] = (after + datetime.timedelta(days=1)).isoformat()
        self.fields["due_on"].initial = after + TERM

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on <= self.after:
            raise forms.ValidationError(_("Choose a later day, so that the schools have time to answer."))
        return due_on


class ProposeForm(DeadlineForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)

    submit_label = _("Propose and send")


class PositionForm(PortalForm):
    """The position of one school. `seen` says which position, if any, the person had before them."""

    stance = forms.ChoiceField(label=_("Position"), choices=STANCES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        validators=[MaxLengthValidator(2000)],  # no maxlength on the page: that would cut off what someone pastes
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed with a concern or an objection: what would make it good enough for your school?"),
    )
    solved = forms.CharField(
        label=_("What solved the objection?"),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you take the objection back. The steering group reads it."),
    )
    school = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, school, position=None):
        """`position` is what the school gave before, if it did."""
        self.school, self.position = school, position
        initial = {"school": school.pk, "seen": seen_at(position)}
        if position:
            initial |= {"stance": position.stance, "reason": position.reason}
        super().__init__(data, initial=initial, auto_id=f"id_{school.pk}_%s")
        if not (position and position.is_objection):
            del self.fields["solved"]

    def clean(self):
        data = super().clean()
        if self.takes_back(data) and not data.get("solved", "").strip():
            self.add_error("solved", str(SolutionMissing()))
        if data.get("stance") in ASKS_FOR_A_REASON and not data.get("reason", "").strip():
            self.add_error("reason", str(ReasonMissing()))
        return data

    def takes_back(self, data):
        """Whether an objection that the person had before them makes place for something else."""
        knew = "solved" in self.fields and data.get("seen") == self.position.given_at
        return knew and data.get("stance") not in {None, Position.Stance.OBJECTION}

    def clean_seen(self):
        """The moment of the position that the person saw on the page, or None."""
        try:
            return datetime.datetime.fromisoformat(self.cleaned_data["seen"]) if self.cleaned_data["seen"] else None
        except ValueError:
            raise forms.ValidationError(_("Open this page again.")) from None

    def having_seen(self, position):
        """The same form, filled in as it was sent, that replaces `position` when it is sent again."""
        self.data = self.data.copy()
        self.data["seen"] = seen_at(position)
        return self


class RemarkForm(PortalForm):
    """One message about an objection."""

    text = forms.CharField(
        label=_("Your message"), widget=forms.Textarea(attrs={"rows": 3}), validators=[MaxLengthValidator(2000)]
    )
    submit_label = _("Send the message")

    def __init__(self, *args, position, **kwargs):
        self.position = position
        super().__init__(*args, auto_id=f"id_remark_{position.pk}_%s", **kwargs)


def seen_at(position):
    return position.given_at.isoformat() if position else ""


class AdoptForm(PortalForm):
    title = forms.CharField(label=_("The decision in one sentence"), max_length=160)
    text = forms.CharField(
        label=_("Explanation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Every member of the network can read this."),
    )
    review_on = forms.DateField(label=_("Look at it again on"), required=False, widget=DateInput)

    submit_label = _("Adopt the framework")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self):
        review_on = self.cleaned_data["review_on"]
        if review_on and review_on <= self.today:
            raise forms.ValidationError(_("Choose a day after today."))
        return review_on


class EndorsementForm(PortalModelForm):
    submit_label = _("Save")

    class Meta:
        model = Endorsement
        fields = ["level", "note"]
        widgets = {"level": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = Endorsement.Level.choices


class VisionForm(PortalForm):
    text = forms.CharField(
        label=_("Our shared vision"), widget=forms.Textarea(attrs={"rows": 12}), help_text=MARKDOWN_HINT
    )

    submit_label = _("Adopt this vision")
    draft = "vision"


class GoalForm(PortalModelForm):
    class Meta:
        model = Goal
        fields = ["title", "summary", "rank", "starts_on", "ends_on"]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"goal-{self.instance.pk or 'new'}"


def version_form(data=None, *, version, on):
    """The form for a draft: bound to `data`, or showing what stands there."""
    framework = version.framework
    is_named = framework.versions.ever_adopted().exists()
    initial = {"text": version.text, "mandate": version.mandate, "revision": version.revision}
    if not is_named:
        initial |= {"title": framework.title, "goals": framework.goals.all()}
    return VersionForm(
        data,
        goals=Goal.objects.filter(Q(pk__in=Goal.objects.current(on=on)) | Q(pk__in=framework.goals.all())).in_order(),
        draft=f"framework-version-{version.pk}-{version.revision}",
        is_named=is_named,
        initial=initial,
    )

"""Writing a story in four parts, sharing it, and answering one."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.activities.models import Activity
from network.base.forms import PortalForm, PortalModelForm
from network.practice.models import PracticeStory, Response
from network.schools.models import School, Theme
from network.steering.models import Framework
from network.theme_meetings.models import Harvest

PARTS = {
    "wanted": (
        _("What did you want?"),
        _("What did you see in your class or school, and what did you hope would change?"),
    ),
    "did": (_("What did you do?"), _("So concrete that a colleague can try it tomorrow.")),
    "happened": (_("What happened?"), _("Also what did not work. Colleagues learn most from that.")),
    "differently": (_("What would you do differently?"), _("What would you tell a colleague who begins tomorrow?")),
}

NEEDED_TO_SHARE = ("did", "happened")


class HarvestTellForm(PortalModelForm):
    """Six weeks after a meeting: did it work?"""

    submit_label = _("Keep it")

    class Meta:
        model = Harvest
        fields = ["outcome", "told"]
        labels = {"told": _("What happened?")}
        help_texts = {"told": _("Also what did not work. It is the beginning of your own story; nobody else reads it.")}
        widgets = {"outcome": forms.RadioSelect, "told": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"harvest-{self.instance.pk}"
        self.fields["outcome"].required = True
        self.fields["outcome"].choices = Harvest.Outcome.choices


class StoryForm(PortalModelForm):
    class Meta:
        model = PracticeStory
        fields = ["title", *PARTS, "theme", "framework", "activity", "school"]
        labels = {name: label for name, (label, _hint) in PARTS.items()} | {"title": _("What is your story called?")}
        help_texts = {name: hint for name, (_label, hint) in PARTS.items()}
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in PARTS}

    def __init__(self, *args, by, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"story-{self.instance.pk or 'new'}"
        chosen = [key for key in [self.instance.theme_id] if key]
        self.fields["theme"].queryset = Theme.objects.to_choose(on=timezone.localdate(now), besides=chosen)
        self.fields["framework"].queryset = Framework.objects.visible_to(by).order_by("title", "pk")
        self.fields["activity"].queryset = (
            Activity.objects.visible_to(by).published().filter(starts_at__lte=now).order_by("-starts_at", "pk")
        )
        self.choose_school(by)
        for name in NEEDED_TO_SHARE:
            self.fields[name].needed = _("needed before you share it")
        for place in self.places:
            place.field.empty_label = _("none")

    def choose_school(self, by):
        """Someone of one school writes for it; someone of several says for which."""
        schools = School.objects.filter(pk__in=by.standing.school_ids).order_by("name", "pk")
        if len(by.standing.school_ids) > 1 and not self.instance.pk:
            self.fields["school"].queryset = schools
            self.fields["school"].required = True
        else:
            del self.fields["school"]
            if not self.instance.pk:
                self.instance.school = schools.first()

    def clean(self):
        """What readers already read keeps saying what was done and what happened."""
        cleaned = super().clean()
        for name in NEEDED_TO_SHARE if self.instance.is_published else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Others read your story, so this part cannot be empty."))
        return cleaned

    @property
    def parts(self):
        return [self[name] for name in PARTS]

    @property
    def places(self):
        """Where the story belongs; the fields that come after the telling."""
        return [self[name] for name in ("theme", "framework", "activity", "school") if name in self.fields]


class ShareForm(PortalForm):
    circle = forms.ChoiceField(
        label=_("Who may read your story?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read your story.")},
    )

    def __init__(self, *args, circles, **kwargs):
        super().__init__(*args, **kwargs)
        self.circles = {circle.key: circle for circle in circles}
        self.fields["circle"].choices = [(key, circle.title) for key, circle in self.circles.items()]

    def clean_circle(self):
        return self.circles[self.cleaned_data["circle"]]

    @property
    def steps(self):
        """Each radio button with its circle, from small to large."""
        return zip(self["circle"], self.circles.values(), strict=True)


class ResponseForm(PortalModelForm):
    submit_label = _("Send")

    class Meta:
        model = Response
        fields = ["kind", "text"]
        labels = {"kind": _("What do you want to tell?"), "text": _("Your response")}
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"text": _("Write no names of pupils, and nothing by which others recognise them.")}

    def __init__(self, *args, story, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = f"response-{story.pk}"
        self.fields["kind"].choices = [
            (Response.Kind.THOUGHT, _("A thought or a question")),
            (Response.Kind.TRIED, _("We tried this too, and this is what happened")),
        ]

"""The register of decisions: finding them by words, goal, school year and working group."""

import re

from django import forms
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F, Min, Q
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm
from network.schools.school_year import SchoolYear
from network.steering.models import Decision, Goal
from network.steering.models.decision import DUTCH
from network.working_groups.models import WorkingGroup

# Signs of the private area of Unicode around what was found; they become marks only after everything was escaped.
BEGIN, END = "\ue000", "\ue001"
FOUND = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")


class RegisterForm(PortalForm):
    """What somebody looks for; every part may stay empty."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False, widget=forms.SearchInput)
    doel = forms.ModelChoiceField(Goal.objects.in_order(), label=_("Goal"), required=False, empty_label=_("All goals"))
    jaar = forms.TypedChoiceField(label=_("School year"), required=False, coerce=int, empty_value=None)
    groep = forms.ModelChoiceField(
        WorkingGroup.objects.none(), label=_("Working group"), required=False, empty_label=_("All working groups")
    )

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        years = [("", _("All school years")), *((year.first, str(year)) for year in years_until(today))]
        self.fields["jaar"].choices = years
        self.fields["groep"].queryset = WorkingGroup.objects.visible_to(user).order_by("name", "pk")

    @property
    def wanted(self):
        """What was filled in and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def years_until(today):
    """The school years from the first decision to today, the latest first."""
    first = Decision.objects.aggregate(first=Min("decided_at"))["first"]
    begun = SchoolYear.of(first.date() if first else today).first
    return [SchoolYear(year) for year in range(SchoolYear.of(today).first, begun - 1, -1)]


def found(user, wanted):
    """The decisions that a person may see and that fit `wanted` (of a RegisterForm), the best fit or latest first."""
    decisions = Decision.objects.visible_to(user).filter(fitting(wanted)).latest_first()
    words = wanted.get("q")
    if not words:
        return decisions
    query = SearchQuery(words, config=DUTCH, search_type="websearch")
    return (
        decisions.filter(search=query)
        .annotate(
            rank=SearchRank(F("search"), query),
            snippet=SearchHeadline("text", query, config=DUTCH, start_sel=BEGIN, stop_sel=END, max_fragments=2),
            title_found=SearchHeadline("title", query, config=DUTCH, start_sel=BEGIN, stop_sel=END, highlight_all=True),
        )
        .order_by("-rank", "-decided_at", "-pk")
    )


def fitting(wanted):
    """A decision belongs to a goal or group by its framework, or by what was on the agenda when it was taken."""
    fits = Q()
    if goal := wanted.get("doel"):
        frameworks = goal.frameworks.values("pk")
        fits &= Q(version__framework__in=frameworks) | Q(decided_in__version__framework__in=frameworks)
    if group := wanted.get("groep"):
        frameworks = group.frameworks.values("pk")
        fits &= Q(version__framework__in=frameworks) | Q(decided_in__version__framework__in=frameworks)
    if "jaar" in wanted:
        year = SchoolYear(wanted["jaar"])
        fits &= Q(decided_at__gte=year.starts_at, decided_at__lt=year.ends_at)
    return fits


def marked(text):
    """A piece of text with what was found in it marked; whatever else is in the text is shown and never run."""
    with_marks = FOUND.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(with_marks.replace(BEGIN, "").replace(END, ""))

"""The people of the network: the list, a page per person, and how a colleague sees oneself."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from network.people.directory import found, profiles, shown_themes, with_themes
from network.people.forms.directory import SearchForm
from network.people.matching import matches_of
from network.people.models import User
from network.people.models.profile import Rung
from network.people.standing import Role

PEOPLE_ON_A_PAGE = 24
VIEWPOINTS = {
    "school": (Rung.MY_SCHOOL, _("a colleague of your own school or organisation")),
    "scholen": (Rung.SCHOOLS, _("a colleague of another school")),
    "partners": (Rung.SCHOOLS_AND_PARTNERS, _("a contact of a partner")),
}


@require_safe
def person_list(request):
    """People by school, sector, theme and words; or those with whom one could learn (`?past=leren` or `bieden`)."""
    user, today = request.user, timezone.localdate()
    if not user.standing.sees_people:
        raise Http404
    form, matches = SearchForm(request.GET, on=today), matches_of(user, on=today)
    wishes = form.wishes()
    people = found(with_themes(profiles(user, on=today)), on=today, **wishes)
    fits = request.GET.get("past", "")
    if fits in ("leren", "bieden"):
        people = people.filter(pk__in=matches.learn_from_me if fits == "leren" else matches.teach_me)
    page = Paginator(people, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [row(person, matches) for person in page],
        "matches": matches,
        "fits": fits,
        "is_filtered": any(wishes.values()),
        "has_said": bool(user.can_offer or user.wants_to_learn),
    }
    return render(request, "people/person_list.html", context)


def row(person, matches):
    """A person with what the list shows beside the name."""
    return {
        "person": person,
        "themes": shown_themes(person),
        "learns_from_me": person.pk in matches.learn_from_me,
        "teaches_me": person.pk in matches.teach_me,
    }


@require_safe
def person_detail(request, public_id):
    """What this person shows to whoever looks. Of somebody who left only the name stands here."""
    user, today = request.user, timezone.localdate()
    if not user.standing.sees_people:
        raise Http404
    person = with_themes(profiles(user, on=today)).filter(public_id=public_id).first()
    if person is None:
        left = get_object_or_404(User, public_id=public_id)
        return render(request, "people/person_left.html", {"person": left})
    matches = matches_of(user, on=today)
    return render(request, "people/person_detail.html", {**page_of(person, on=today), **row(person, matches)})


def page_of(person, *, on):
    return {
        "memberships": person.memberships.current(on=on).with_organisation(),
        "appointments": person.appointments.current(on=on).filter(office=Role.PROJECT_LEAD),
    }


@require_safe
def profile_preview(request):
    """One's own page as others see it, from the place that `?als=` names."""
    user, today = request.user, timezone.localdate()
    if not user.standing.sees_people:
        raise Http404
    chosen = request.GET.get("als", "")
    chosen = chosen if chosen in VIEWPOINTS else "scholen"
    seen_from, label = VIEWPOINTS[chosen]
    person = with_themes(profiles(user, on=today, seen_from=seen_from)).get(pk=user.pk)
    context = {
        **page_of(person, on=today),
        "person": person,
        "themes": shown_themes(person),
        "viewpoints": [(key, name) for key, (_rung, name) in VIEWPOINTS.items()],
        "chosen": chosen,
        "label": label,
    }
    return render(request, "people/profile_preview.html", context)

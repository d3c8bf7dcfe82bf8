"""Who the others are: people of the network with as much of their profile as one viewer may see.

What is hidden is blank before anything is searched, so what one may not see is not found either.
"""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, TextField, Value, When
from django.db.models.functions import Concat

from network.people.audience import open_to
from network.people.models import Membership, User
from network.people.models.profile import Profile, Rung
from network.people.standing import standing_of
from network.schools.models import Theme

TEXTS = [part for part in Profile.PARTS if part != "themes"]
WANTS, OFFERS = "shown_wants_to_learn", "shown_can_offer"
DUTCH = "dutch"


def nearness(viewer, *, on):
    """The lowest rung on which this viewer may see a part of somebody's profile, per person, as an expression."""
    standing = standing_of(viewer)
    together = Membership.objects.current(on=on).filter(
        Q(school__in=standing.school_ids) | Q(partner__in=standing.partner_ids), user=OuterRef("pk")
    )
    return Case(
        When(pk=viewer.pk, then=Value(Rung.ONLY_ME.value)),
        When(Exists(together), then=Value(Rung.MY_SCHOOL.value)),
        default=Value(open_to(viewer).value),
        output_field=IntegerField(),
    )


def profiles(viewer, *, on, seen_from=None):
    """People this viewer may know of, with their standing and what they show: `shown_email`, `shown_phone`,
    `shown_can_offer`, `shown_wants_to_learn` (empty when hidden) and `shows_themes`.

    `seen_from` is a rung to look from instead of the viewer's own place.
    """
    rung = nearness(viewer, on=on) if seen_from is None else Value(seen_from.value)
    people = User.objects.visible_to(viewer, on=on).annotate(nearness=rung)
    people = people.annotate(**{f"shown_{part}": shown(part) for part in TEXTS})
    people = people.annotate(shows_themes=Case(When(themes_audience__gte=F("nearness"), then=True), default=False))
    return people.with_standing(on=on).defer(*TEXTS, "password").by_name()


def shown(part):
    opened = When(**{f"{part}_audience__gte": F("nearness")}, then=F(part))
    return Case(opened, default=Value(""), output_field=TextField())


def with_themes(people):
    """With `all_themes`; of these only `shown_themes` may be shown."""
    return people.prefetch_related(
        Prefetch("themes", Theme.objects.order_by("name", "pk"), to_attr="all_themes"),
    )


def shown_themes(person):
    return person.all_themes if person.shows_themes else []


def found(people, *, on, words="", place="", school=None, sector=None, theme=None):
    """Those who fit. `words` are looked for in names and in what is shown; `place` narrows that to WANTS or OFFERS."""
    if words:
        people = saying(people, words, place)
    if theme:
        people = people.filter(shows_themes=True, themes=theme)
    if school:
        people = people.filter(Exists(works_at(on).filter(school=school)))
    if sector:
        people = people.filter(Exists(works_at(on).filter(school__sector=sector)))
    return people


def saying(people, words, place):
    """Those in whose shown texts the words stand, in any Dutch form of them; or in the name, when no place is given."""
    text = SearchVector(place, config=DUTCH) if place else SearchVector(OFFERS, WANTS, config=DUTCH)
    people = people.annotate(said=text, full_name=Concat("given_name", Value(" "), "family_name"))
    condition = Q(said=SearchQuery(words, config=DUTCH, search_type="websearch"))
    return people.filter(condition if place else condition | Q(full_name__icontains=words))


def works_at(on):
    return Membership.objects.current(on=on).filter(user=OuterRef("pk"))

"""Who could help whom: what one person wants to learn beside what another can offer, word by word.

Only what is shown to the viewer counts, so a hint never tells what somebody keeps to a smaller circle.
"""

from collections import Counter
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField

from network.people.directory import OFFERS, WANTS, profiles

SHORT = 3
ENOUGH = 2


class Words(Func):
    """The words of a text in their stem, without stop words; Dutch, as PostgreSQL reads it."""

    template = "tsvector_to_array(to_tsvector('dutch', %(expressions)s))"
    output_field = ArrayField(TextField())


class Matches(NamedTuple):
    """Keys of people: who wants to learn what the viewer offers, and who offers what the viewer wants to learn."""

    learn_from_me: frozenset = frozenset()
    teach_me: frozenset = frozenset()


def matches_of(viewer, *, on):
    """Compare what the viewer says with what others show; one query, and none for a viewer who says nothing."""
    if not viewer.can_offer and not viewer.wants_to_learn:
        return Matches()
    rows = profiles(viewer, on=on).order_by().values_list("pk", Words(OFFERS), Words(WANTS))
    said = {pk: (set(offers), set(wants)) for pk, offers, wants in rows}
    mine = said.pop(viewer.pk, (set(), set()))
    common = too_common(said.values())
    my_offers, my_wants = (telling(words, common) for words in mine)
    return Matches(
        frozenset(pk for pk, (_offers, wants) in said.items() if len(my_offers & wants) >= ENOUGH),
        frozenset(pk for pk, (offers, _wants) in said.items() if len(my_wants & offers) >= ENOUGH),
    )


def too_common(said):
    """Words that so many people use that they tell nothing, such as “leerling” and “school”: more than one in eight."""
    counted = Counter(word for offers, wants in said for word in offers | wants)
    limit = max(4, len(said) // 8)
    return {word for word, people in counted.items() if people > limit}


def telling(words, common):
    return {word for word in words - common if len(word) > SHORT}

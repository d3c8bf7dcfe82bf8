"""Which paragraph of a new text is which of an earlier one.

A text that is the same, or alike enough, is the same paragraph, wherever it stands now.
Decision: docs/decisions/paragraphs-keep-their-identity.md.
"""

import collections
import re

from network.base import markdown
from network.steering.models.framework import FrameworkVersion
from network.steering.models.paragraph import Paragraph
from network.steering.models.vision import SharedVision

ALIKE = 0.5
ALIKE_IN_PLACE = 0.25  # between the same neighbours less is enough


def identify_version(version):
    """Fill in which paragraphs the text of a version has; new ones are made. The caller saves the version."""
    others = FrameworkVersion.objects.filter(framework=version.framework_id).exclude(pk=version.pk).newest_first()
    _identify(version, others.only("text", "paragraph_ids"), framework=version.framework)


def identify_vision(vision):
    others = SharedVision.objects.exclude(pk=vision.pk).order_by("-number")
    _identify(vision, others.only("text", "paragraph_ids"), framework=None)


def _identify(row, others, *, framework):
    texts = [part.source for part in markdown.parts(row.text)]
    before = type(row).objects.filter(pk=row.pk).only("text", "paragraph_ids").first() or others.first()
    own = _known([before] if before else [])
    keys = matched(own, texts, elsewhere=_known(others))
    made = Paragraph.objects.bulk_create(Paragraph(framework=framework) for key in keys if key is None)
    fresh = iter(made)
    row.paragraph_ids = [next(fresh).pk if key is None else key for key in keys]


def _known(rows):
    """Pairs of the key of a paragraph and a wording that it had."""
    return [(wording.pk, wording.text) for row in rows for wording in row.paragraphs if wording.pk]


def matched(before, texts, *, elsewhere=()):
    """For each of `texts` the key of the paragraph that it is, or None for a new one.

    `before` is the text that was changed, as pairs of a key and a wording; `elsewhere` what other versions have, from
    which a paragraph that comes back word for word keeps its key.
    """
    keys = [None] * len(texts)
    _match_same(keys, before, texts)
    _match_alike(keys, before, texts)
    _match_in_place(keys, before, texts)
    _match_same(keys, elsewhere, texts)
    return keys


def _match_same(keys, known, texts):
    where = collections.defaultdict(list)
    for key, text in known:
        if key not in where[_bare(text)]:
            where[_bare(text)].append(key)
    for place, text in enumerate(texts):
        free = [key for key in where.get(_bare(text), ()) if key not in keys]
        if keys[place] is None and free:
            keys[place] = free[0]


def _match_alike(keys, before, texts):
    """Those that share most of their words first."""
    lost = [(key, _words(text)) for key, text in before if key not in keys]
    found = [(place, _words(text)) for place, text in enumerate(texts) if keys[place] is None]
    pairs = [(alike(old, new), -place, key) for key, old in lost for place, new in found]
    for likeness, place, key in sorted(pairs, reverse=True):
        if likeness < ALIKE:
            break
        if keys[-place] is None and key not in keys:
            keys[-place] = key


def _match_in_place(keys, before, texts):
    """A paragraph that was written anew between the same two neighbours stays itself, if some of its words stayed."""
    order = [key for key, _text in before]
    wordings = dict(before)
    for place, text in enumerate(texts):
        if keys[place] is not None:
            continue
        follows = order.index(keys[place - 1]) + 1 if place and keys[place - 1] in order else 0
        candidate = order[follows] if follows < len(order) else None
        if candidate not in keys and alike(_words(wordings[candidate]), _words(text)) >= ALIKE_IN_PLACE:
            keys[place] = candidate


def alike(one, other):
    """How much two bags of words share: 0 for nothing, 1 for all."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _words(text):
    return collections.Counter(re.findall(r"\w+", text.casefold()))


def _bare(text):
    return " ".join(text.split())

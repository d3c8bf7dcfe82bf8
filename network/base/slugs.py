"""Names in addresses."""

import itertools

from django.utils.text import slugify

RESERVED = {"nieuw", "reeksen", "abonnement"}


def free_slug(model, text, *, length=80):
    """A slug made of `text` that no row of `model` has yet and that is not an address of its own."""
    stem = slugify(text)[: length - 5].strip("-") or model._meta.model_name
    taken = RESERVED | set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(slug for slug in candidates if slug not in taken)

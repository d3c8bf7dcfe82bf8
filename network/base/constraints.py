"""Constraints and conditions on periods that several rooms share."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def ends_after_start(table, *, start="starts_on", end="ends_on"):
    """An end that is empty or not before its start. `table` makes the constraint's name unique."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": F(start)}),
        name=f"{table}_ends_after_start",
        violation_error_message=_("The end lies before the start."),
    )


def who_and_when(table, verb):
    """`<verb>_by` and `<verb>_at` are both filled in or both empty."""
    return models.CheckConstraint(
        condition=Q(**{f"{verb}_by__isnull": True, f"{verb}_at__isnull": True})
        | Q(**{f"{verb}_by__isnull": False, f"{verb}_at__isnull": False}),
        name=f"{table}_{verb}_by_and_at",
        violation_error_message=_("Who did it and when belong together."),
    )


def current(today, prefix="", *, start="starts_on", end="ends_on"):
    """Rows that hold on the date `today`: begun, and not ended before it."""
    return Q(**{f"{prefix}{start}__lte": today}) & (
        Q(**{f"{prefix}{end}__isnull": True}) | Q(**{f"{prefix}{end}__gte": today})
    )


def takes_part(today, prefix=""):
    """Schools and partners that belong to the network on the date `today`."""
    return current(today, prefix, start="joined_on", end="left_on")

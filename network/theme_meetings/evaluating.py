"""Which questions an evaluation has, and what comes out of it."""

import random
import statistics

from django.utils.translation import gettext as _

from network.theme_meetings.models import Evaluation
from network.theme_meetings.models.evaluation import FEWEST_SHEETS

Kind = Evaluation.Kind


def questions_of(meeting):
    """Those that the organisers chose, otherwise the three of the portal in the language that is active."""
    own = Evaluation.objects.filter(meeting=meeting).first()
    return own.questions if own else standard()


def standard():
    return [
        {"kind": Kind.SCALE.value, "label": _("How much use is this meeting to your work?")},
        {"kind": Kind.TEXT.value, "label": _("What was the best part?")},
        {"kind": Kind.TEXT.value, "label": _("What should be different next time?")},
    ]


def results(meeting):
    """How many sheets there are and, with enough of them, of each question what was said; otherwise None for that."""
    own = Evaluation.objects.filter(meeting=meeting).prefetch_related("sheets").first()
    sheets = [sheet.answers for sheet in own.sheets.all()] if own else []
    if len(sheets) < FEWEST_SHEETS:
        return len(sheets), None
    columns = zip(*sheets, strict=True)
    return len(sheets), [summary(question, column) for question, column in zip(own.questions, columns, strict=True)]


def summary(question, column):
    """One question with the answers of everyone who answered it, in an order that tells nothing."""
    given = [answer for answer in column if answer not in (None, "")]
    about = {**question, "answered": len(given)}
    if question["kind"] == Kind.TEXT:
        return {**about, "texts": random.sample(given, len(given))}
    options = question["options"] if question["kind"] == Kind.CHOICE else [1, 2, 3, 4, 5]
    counts = [(option, given.count(option)) for option in options]
    mean = round(statistics.mean(given), 1) if given and question["kind"] == Kind.SCALE else None
    return {**about, "counts": counts, "mean": mean}


def table(meeting):
    """Headings and rows for a download, the rows in an order that tells nothing; None while there are too few."""
    own = Evaluation.objects.filter(meeting=meeting).prefetch_related("sheets").first()
    sheets = [sheet.answers for sheet in own.sheets.all()] if own else []
    if len(sheets) < FEWEST_SHEETS:
        return None
    return [question["label"] for question in own.questions], random.sample(sheets, len(sheets))

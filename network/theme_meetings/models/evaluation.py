"""What people thought of a meeting, in such a way that nobody can see who said what.

A filled-in sheet has no person, no moment and a random key, and stands in no trail; that somebody filled one in stands
elsewhere, with the day alone. Decision: docs/decisions/evaluations-without-names.md.
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.activities.models import Registration
from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.theme_meetings.models.meeting import ThemeMeeting

MOST_QUESTIONS = 5
FEWEST_SHEETS = 5
"""With fewer, one could guess who said what: then nobody sees anything."""


@audited()
class Evaluation(models.Model):
    """The questions of one meeting: a list of dicts with `kind`, `label` and, for a choice, `options`."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("a number from 1 to 5")
        CHOICE = "choice", _("one of several")
        TEXT = "text", _("in words")

    meeting = models.OneToOneField(ThemeMeeting, models.CASCADE, related_name="evaluation")
    questions = models.JSONField(_("questions"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.CheckConstraint(
                condition=Q(questions__0__isnull=False) & Q(**{f"questions__{MOST_QUESTIONS}__isnull": True}),
                name="evaluation_has_one_to_five_questions",
                violation_error_message=_("Ask at least one and at most five things."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="questions_stay_once_answered",
                operation=pgtrigger.UpdateOf("questions"),
                when=pgtrigger.Before,
                func=(
                    "IF NEW.questions IS DISTINCT FROM OLD.questions AND EXISTS"
                    " (SELECT FROM theme_meetings_evaluationsheet WHERE evaluation_id = OLD.id) THEN"
                    " RAISE EXCEPTION 'there are answers' USING ERRCODE = '23514',"
                    " CONSTRAINT = 'questions_stay_once_answered'; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self):
        return str(self.meeting)


class EvaluationSheet(models.Model):
    """The answers of one person, in the order of the questions; what was left open is null."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="sheets")
    answers = models.JSONField(_("answers"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("filled-in evaluation")
        verbose_name_plural = _("filled-in evaluations")

    def __str__(self):
        return str(self.evaluation)


class EvaluationGiven(models.Model):
    """That somebody filled in the evaluation, so that nobody does so twice."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="evaluation_given")
    given_on = models.DateField(_("day"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation that was given")
        verbose_name_plural = _("evaluations that were given")

    def __str__(self):
        return str(self.registration)

"""What each school thinks of a proposed version."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.querysets import PortalQuerySet
from network.schools.models import School
from network.steering.models.framework import FrameworkVersion

KEEP = """
    INSERT INTO steering_positionchange (version_id, school_id, stance, reason, solved, given_by_id, given_at)
    VALUES (NEW.version_id, NEW.school_id, NEW.stance, NEW.reason, NEW.solved, NEW.given_by_id, NEW.given_at);
    RETURN NULL;
"""


class PositionQuerySet(PortalQuerySet):
    def objecting(self):
        return self.filter(stance=Position.Stance.OBJECTION)


@audited(hidden=["reason", "solved"])
class Position(models.Model):
    """The one voice of a school on a version, given by its leader or stand-in. An objection blocks adoption."""

    class Stance(models.TextChoices):
        CONSENT = "consent", _("consent")
        CONCERN = "concern", _("consent with a concern")
        OBJECTION = "objection", _("objection")
        ABSTAIN = "abstain", _("no position")

    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="positions")
    school = models.ForeignKey(School, models.PROTECT, related_name="positions")
    stance = models.CharField(_("position"), max_length=10, choices=Stance)
    reason = models.TextField(_("reason"), blank=True)
    solved = models.TextField(
        _("what solved the objection"), blank=True, help_text=_("Filled in when an objection makes place for consent.")
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given at"))

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "school"],
                name="position_one_per_school",
                violation_error_message=_("This school has already given its position."),
            ),
            models.CheckConstraint(
                condition=~Q(stance__in=["concern", "objection"]) | ~Q(reason=""),
                name="position_against_has_a_reason",
                violation_error_message=_("Say what your concern or objection is."),
            ),
            models.CheckConstraint(
                condition=~Q(stance="objection") | Q(solved=""), name="position_objection_is_not_solved"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="every_position_is_kept",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                func=KEEP,
            ),
            pgtrigger.Trigger(
                name="positions_close_with_the_proposal",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=(
                    # The lock makes a position and an adoption at the same moment wait for each other.
                    "PERFORM FROM steering_frameworkversion WHERE id IN (OLD.version_id, NEW.version_id) FOR SHARE;"
                    " IF EXISTS (SELECT FROM steering_frameworkversion WHERE id IN (OLD.version_id, NEW.version_id)"
                    " AND state <> 'proposed') THEN"
                    " RAISE EXCEPTION 'positions are closed' USING ERRCODE = '23514';"
                    " END IF; RETURN COALESCE(NEW, OLD);"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.school}: {self.get_stance_display()}"

    @property
    def is_objection(self):
        return self.stance == self.Stance.OBJECTION

"""What is special to a school visit: the question that the host school wants to learn from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.activities.models import Activity
from network.activities.models.activity import only_of_kind
from network.activities.querysets import ActivityQuerySet
from network.base.audit import audited


@audited(
    fields=["activity_ptr", "learning_question", "what_to_observe"],
    hidden=["learning_question", "what_to_observe"],
    model_name="SchoolVisitEvent",
)
class SchoolVisit(Activity):
    learning_question = models.TextField(_("learning question of the host school"))
    what_to_observe = models.TextField(_("what visitors look at in the lessons"), blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("school visit")
        verbose_name_plural = _("school visits")
        triggers = [only_of_kind("school_visit_has_its_kind", Activity.Kind.SCHOOL_VISIT.value)]

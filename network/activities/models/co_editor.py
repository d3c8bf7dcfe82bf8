"""Who organises an activity along with whoever made it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.activities.models.activity import Activity
from network.base.audit import audited


@audited()
class CoEditor(models.Model):
    """May do with one activity what its maker may. It counts as long as the person takes part in the network."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="co_editors", verbose_name=_("activity"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="co_edits", verbose_name=_("who organises along")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked along by")
    )
    added_at = models.DateTimeField(_("asked along at"))

    class Meta:
        verbose_name = _("co-organiser")
        verbose_name_plural = _("co-organisers")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "user"],
                name="co_editor_once",
                violation_error_message=_("This person organises it along with you already."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.activity}"

"""What people ask about their own details: a copy to download, and their removal. And what was removed, in numbers."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.history import append_only
from network.base.querysets import PortalQuerySet

COPY_KEPT = datetime.timedelta(days=7)
REGRET = datetime.timedelta(days=14)


class OwnDataCopyQuerySet(PortalQuerySet):
    def visible_to(self, user):
        """One's own, whoever one is."""
        return self.filter(user=user)

    def in_the_making(self):
        return self.filter(ready_at=None, failed_at=None)

    def newest_first(self):
        return self.order_by("-asked_at", "-pk")


@audited(exclude=["done"])  # how far it is tells nothing of anybody, and would be a line in the trail per step
class OwnDataCopy(models.Model):
    """A file with all that is kept about one person, made in the background and kept for a week."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="data_copies", verbose_name=_("person")
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    done = models.PositiveSmallIntegerField(_("kinds of data gathered"), default=0)
    ready_at = models.DateTimeField(_("ready at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)

    objects = OwnDataCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of own data")
        verbose_name_plural = _("copies of own data")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ready_at=None, failed_at=None),
                name="own_data_copy_one_in_the_making",
                violation_error_message=_("Your copy is already being made."),
            ),
            models.CheckConstraint(
                condition=Q(ready_at=None) | Q(failed_at=None), name="own_data_copy_ready_or_failed"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.asked_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("privacy:copy_detail", args=[self.key])

    @property
    def file_name(self):
        """Where the file stands among the uploads. A second try writes the same one."""
        return f"own-data/{self.key}.zip"

    @property
    def expires_at(self):
        return self.ready_at and self.ready_at + COPY_KEPT

    def is_there(self, *, now):
        """Whether it can be downloaded at a moment."""
        return self.ready_at is not None and now < self.expires_at


class ErasureQuerySet(PortalQuerySet):
    def open(self):
        """Asked, and neither taken back nor carried out."""
        return self.filter(taken_back_at=None, done_at=None)

    def due(self, *, now):
        return self.open().filter(due_at__lte=now)


@audited()
class Erasure(models.Model):
    """That someone's details will be removed, with time for regret. Kept as proof that it was done in time."""

    class Reason(models.TextChoices):
        ASKED = "asked", _("asked by the person")
        TERM = "term", _("the term is over")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="erasures", verbose_name=_("person")
    )
    reason = models.CharField(_("why"), max_length=10, choices=Reason, default=Reason.ASKED)
    asked_at = models.DateTimeField(_("asked at"))
    due_at = models.DateTimeField(_("carried out from"))
    held_up_at = models.DateTimeField(_("told what must be handed over first at"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    done_at = models.DateTimeField(_("carried out at"), null=True, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal of someone's details")
        verbose_name_plural = _("removals of someone's details")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(taken_back_at=None, done_at=None),
                name="erasure_one_open_per_person",
                violation_error_message=_("You have already asked for this."),
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=models.F("asked_at") + REGRET), name="erasure_leaves_time_for_regret"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(done_at=None), name="erasure_taken_back_or_done"
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.taken_back_at is None and self.done_at is None


@audited(shown=["table"])
class Removal(models.Model):
    """How many rows of one table went at one moment, and why. It says nothing of what was in them."""

    class Reason(models.TextChoices):
        TERM = "term", _("the term is over")
        ERASURE = "erasure", _("a person asked for it")

    table = models.CharField(_("table"), max_length=100)
    rows = models.PositiveIntegerField(_("rows"))
    reason = models.CharField(_("why"), max_length=10, choices=Reason)
    erasure = models.ForeignKey(Erasure, models.PROTECT, null=True, blank=True, related_name="removals")
    removed_at = models.DateTimeField(_("removed at"))

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason="term", erasure=None) | Q(reason="erasure", erasure__isnull=False),
                name="removal_has_a_cause",
            ),
        ]
        triggers = [append_only("removal_is_append_only")]

    def __str__(self):
        return f"{self.table}: {self.rows}"

"""Outgoing mail: a row written with its cause, delivered at least once. And what was taken out of the audit trail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.audit import audited
from network.base.history import append_only
from network.base.querysets import PortalQuerySet


class OutgoingMailQuerySet(PortalQuerySet):
    def waiting(self):
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, *, now):
        """Waiting, and its next try has come."""
        return self.waiting().filter(try_again_at__lte=now)

    def sent(self):
        return self.filter(sent_at__isnull=False)

    def given_up(self):
        return self.filter(given_up_at__isnull=False)

    def about(self, subject):
        """The mail that was sent because of one thing, such as an activity (see `OutgoingMail.about`)."""
        return self.filter(about=about(subject))


def about(subject):
    """The label under which mail is filed: model and key, such as `activities.activity:12`; empty for None."""
    return f"{subject._meta.label_lower}:{subject.pk}" if subject else ""


class OutgoingMail(models.Model):
    """One message to one address. It is written in the transaction of its cause; the queue only wakes the sender.

    Where many people press a button at once, the row says what writes its text (`composer`) and from what, and the
    sender writes it before sending.
    """

    message_id = models.CharField(_("message id"), max_length=200, unique=True)
    to_address = models.EmailField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.TextField(_("calendar part"), blank=True)
    stop_url = models.URLField(_("address that ends such mail"), max_length=500, blank=True)
    composer = models.CharField(_("what writes the text"), max_length=100, blank=True)
    composed_from = models.JSONField(_("what it is written from"), default=dict, blank=True)
    about = models.CharField(_("about"), max_length=100, blank=True, db_index=True)
    is_secret = models.BooleanField(_("forget the text once sent"), default=False)
    queued_at = models.DateTimeField(_("queued at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    try_again_at = models.DateTimeField(_("try again at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [
            models.Index(
                fields=["try_again_at"],
                name="outgoing_mail_waiting",
                condition=Q(sent_at=None, given_up_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None),
                name="outgoing_mail_sent_or_given_up",
            ),
            models.CheckConstraint(
                condition=~Q(subject="") | ~Q(composer=""),
                name="outgoing_mail_has_a_text_or_a_composer",
            ),
            models.CheckConstraint(
                condition=Q(composer="") | Q(sent_at=None),
                name="outgoing_mail_sent_is_composed",
            ),
            models.CheckConstraint(
                condition=Q(is_secret=False) | Q(sent_at=None, given_up_at=None) | Q(text="", html="", calendar=""),
                name="outgoing_mail_secret_is_forgotten",
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to_address}"

    @property
    def calendar_method(self):
        """The METHOD of the calendar part (RFC 5546), such as REQUEST or CANCEL; empty without one."""
        marker = "METHOD:"
        return next((line[len(marker) :] for line in self.calendar.splitlines() if line.startswith(marker)), "")


class SentForm(models.Model):
    """A form that was sent, by its key, and where it led. See `once.py`."""

    key = models.CharField(max_length=64, primary_key=True)
    location = models.TextField()
    sent_at = models.DateTimeField(db_index=True)

    objects = PortalQuerySet.as_manager()

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")

    def __str__(self):
        return self.key


@audited(shown=["trail"])
class TrailRemoval(models.Model):
    """That something was taken out of the audit trail. Only the database's own functions write it, see `trail.py`."""

    class Kind(models.TextChoices):
        FORGOTTEN = "forgotten", _("a person was forgotten")
        RETIRED = "retired", _("old events went")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    person = models.BigIntegerField(_("number of the account"), null=True)
    trail = models.CharField(_("part of the trail"), max_length=63)
    before = models.DateTimeField(_("before"), null=True)
    event_count = models.BigIntegerField(_("events"))
    at = models.DateTimeField(_("moment"))

    class Meta:
        verbose_name = _("removal from the audit trail")
        verbose_name_plural = _("removals from the audit trail")
        triggers = [append_only("trail_removal_is_append_only")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="forgotten", person__isnull=False, before=None)
                | Q(kind="retired", person=None, before__isnull=False),
                name="trail_removal_says_what_went",
            )
        ]

    def __str__(self):
        return self.get_kind_display()

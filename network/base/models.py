"""Outgoing mail: a row written with its cause, delivered at least once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.querysets import PortalQuerySet


class OutgoingMailQuerySet(PortalQuerySet):
    def waiting(self):
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, *, now):
        """Waiting, and its next try has come."""
        return self.waiting().filter(try_again_at__lte=now)

    def older_than(self, moment):
        """Done with before a moment: sent or given up."""
        return self.filter(Q(sent_at__lt=moment) | Q(given_up_at__lt=moment))

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
    """One message to one address. It is written in the transaction of its cause; the queue only wakes the sender."""

    message_id = models.CharField(_("message id"), max_length=200, unique=True)
    to_address = models.EmailField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.TextField(_("calendar part"), blank=True)
    stop_url = models.URLField(_("address that ends such mail"), max_length=500, blank=True)
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

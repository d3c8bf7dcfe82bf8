"""Kinds of data: mail, the audit trail and logs, and what is kept about privacy itself."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.base.trail import event_models
from network.privacy.models.own_data import COPY_KEPT
from network.privacy.registry import finding
from network.privacy.registry.category import AtErasure, Category, Expiry, Ground, Holding
from network.privacy.registry.removing import TRAIL_KEPT, remove_copies, retire

DAY, YEAR = datetime.timedelta(days=1), datetime.timedelta(days=365)
MAIL_KEPT = YEAR
LOST_LINK = "network.people.tasks.send_password_link"

TRACES = [
    Category(
        key="mail",
        title=_("Mail that was sent to you"),
        purpose=_("To answer whether you got something, and to try again when it failed."),
        ground=Ground.INTEREST,
        kept=_("Links that open an account are forgotten as soon as they are sent."),
        seen_by=_("Administrators: to whom, when and the subject, never the text."),
        holdings=(
            Holding(
                "base.OutgoingMail",
                shows=("subject", "to_address", "queued_at", "sent_at", "given_up_at"),
                find=finding.mail_to,
                at_erasure=AtErasure.GONE,
                expires=(
                    Expiry(MAIL_KEPT, "sent_at", _("after it was sent")),
                    Expiry(MAIL_KEPT, "given_up_at", _("after it was given up")),
                    Expiry(
                        7 * DAY,
                        "sent_at",
                        _("for the last mail to somebody who leaves"),
                        only=Q(about__startswith="privacy.erasure:"),
                    ),
                ),
            ),
        ),
    ),
    Category(
        key="trail",
        title=_("The log of changes"),
        purpose=_("To find out what went wrong, and who may have seen or changed what."),
        ground=Ground.SAFETY,
        kept=_("It holds numbers of people; names and texts in it go when you leave."),
        seen_by=_("Nobody in the portal; whoever runs it, after an incident."),
        holdings=(
            *(
                Holding(
                    event._meta.label,
                    title=_("what was changed"),
                    expires=(Expiry(TRAIL_KEPT, "pgh_created_at", _("after the change"), remove=retire),),
                )
                for event in event_models()
            ),
            Holding(
                "pghistory.Context",
                shows=("created_at", "metadata__url"),
                find=finding.changes_by,
                title=_("changes you made"),
                expires=(Expiry(TRAIL_KEPT, "created_at", _("after the change"), remove=retire),),
            ),
            Holding(
                "admin.LogEntry",
                shows=("action_time", "object_repr"),
                of=("user",),
                title=_("changes you made as an administrator"),
                expires=(Expiry(2 * YEAR, "action_time", _("after the change")),),
            ),
            Holding(
                "django_q.Task",
                title=_("work of the queue"),
                expires=(Expiry(30 * DAY, "stopped", _("after it was done")),),
            ),
        ),
    ),
    Category(
        key="privacy",
        title=_("What you asked and accepted"),
        purpose=_("To show that the portal does what you asked, in time."),
        ground=Ground.DUTY,
        kept=_("The versions you accepted as long as the network exists; after you leave without your name."),
        seen_by=_("Administrators and the project lead."),
        holdings=(
            Holding("privacy.Acceptance", shows=("statement__number", "accepted_at"), of=("user",)),
            Holding(
                "privacy.OwnDataCopy",
                shows=("asked_at", "ready_at"),
                of=("user",),
                at_erasure=AtErasure.GONE,
                expires=(
                    Expiry(COPY_KEPT, "ready_at", _("after it was ready"), remove=remove_copies),
                    Expiry(COPY_KEPT, "failed_at", _("after it failed"), remove=remove_copies),
                ),
            ),
            Holding(
                "privacy.Erasure",
                shows=("reason", "asked_at", "due_at", "taken_back_at", "done_at"),
                of=("user",),
            ),
            Holding(
                "privacy.Statement",
                shows=("number", "written_at", "published_at"),
                of=("written_by", "published_by"),
                title=_("privacy statements you wrote"),
            ),
        ),
    ),
    Category(
        key="breaches",
        title=_("Log of data breaches"),
        purpose=_("To tell the authority and people in time, and to learn from it."),
        ground=Ground.DUTY,
        kept=_("As long as the network exists. It names kinds of data, not people."),
        seen_by=_("Administrators and the project lead; the authority when it asks."),
        holdings=(
            Holding("privacy.Breach", shows=("title", "recorded_at", "closed_at"), of=("recorded_by", "closed_by")),
        ),
    ),
]

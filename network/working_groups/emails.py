"""Mail of the working groups, in the language of its reader."""

from network.base import mail


def queue_added(membership, *, by, now):
    mail.queue(
        template="working_groups/mail/added",
        to=membership.user.email,
        language=membership.user.language,
        now=now,
        context={"person": membership.user, "group": membership.group, "is_chair": membership.is_chair, "by": by},
        concerning=membership.group,
    )

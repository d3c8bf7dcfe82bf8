"""Mail about someone's own account. All of it is service mail: it cannot be switched off."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from network.base import mail
from network.people.links import absolute, password_link
from network.people.models import Invitation

NOTICES = {
    "account_connected": _("A school account was linked to your account"),
    "account_disconnected": _("A school account was unlinked from your account"),
    "email_changed": _("Your e-mail address was changed to %(to_email)s"),
    "email_deleted": _("The e-mail address %(deleted_email)s was taken from your account"),
    "password_changed": _("Your password was changed"),
    "recovery_codes_generated": _("New recovery codes were made for your account"),
    "totp_activated": _("Logging in now takes a second step"),
    "totp_deactivated": _("Logging in takes no second step any more"),
    "webauthn_added": _("A passkey was added to your account"),
    "webauthn_removed": _("A passkey was removed from your account"),
}
"""What allauth notifies of, by the name of its template."""

DAY = 24 * 3600


def queue_password_link(user, *, now, is_new=False):
    """Send a link to choose a password; `is_new` for someone who never had one."""
    return mail.queue(
        template="people/mail/welcome" if is_new else "people/mail/password_link",
        to=user.email,
        language=user.language,
        now=now,
        context={
            "person": user,
            "link": password_link(user),
            "reset_link": absolute(reverse("account_reset_password")),
            "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
        },
        concerning=user,
        is_secret=True,
    )


def queue_login_code(person, *, code, now):
    """Send a code to log in with, to somebody who has an account."""
    return mail.queue(
        template="people/mail/login_code",
        to=person.email,
        language=person.language,
        now=now,
        context={"person": person, "code": code, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60},
        concerning=person,
        is_secret=True,
    )


def queue_address_confirmation(person, *, to, link, now):
    """Send a link that makes `to` the address of this person."""
    return mail.queue(
        template="people/mail/email_confirmation",
        to=to,
        language=person.language,
        now=now,
        context={"person": person, "link": link},
        concerning=person,
        is_secret=True,
    )


def queue_notice(person, *, name, to, context, now):
    """Tell someone what was changed in how one signs in; `name` is one of NOTICES, whose blanks `context` fills."""
    with override(person.language):
        notice = gettext(NOTICES[name]) % context
    return mail.queue(
        template="people/mail/notice",
        to=to,
        language=person.language,
        now=now,
        context={
            "person": person,
            "notice": notice,
            "timestamp": now,
            "reset_link": absolute(reverse("account_reset_password")),
        },
        concerning=person,
    )


def queue_invitation(invitation, *, token, now):
    """Send the link that lets somebody in; for whoever has an account, it adds a place where one belongs."""
    return mail.queue(
        template="people/mail/invitation",
        to=invitation.email,
        language=invitation.language,
        now=now,
        context={
            "invitation": invitation,
            "inviter": invitation.invited_by,
            "organisation": invitation.organisation,
            "link": absolute(reverse("entry:link", args=[token])),
        },
        concerning=invitation,
        is_secret=True,
    )


def invitation_text(row, *, by, expires_at):
    """What the person of one row of a list is about to read, without the link that only the real mail has."""
    invitation = Invitation(name=row.name, function=row.function, expires_at=expires_at)
    with override(row.list.language):
        return mail.plain(
            "people/mail/invitation.txt",
            {
                "address": settings.PUBLIC_ADDRESS,
                "invitation": invitation,
                "inviter": by,
                "organisation": row.organisation,
                **mail.frame(),
                "link": absolute("/…"),
            },
        ).strip()


def queue_confirm_request(request, *, token, now):
    """Ask whoever filled in the form whether the address is theirs."""
    link = absolute(reverse("entry:join_link", args=[token]))
    return queue_to_asker("join_confirm", request, now=now, is_secret=True, link=link)


def queue_has_account(request, *, now):
    return queue_to_asker("join_has_account", request, now=now, link=absolute(reverse("account_login")))


def queue_declined(request, *, now):
    return queue_to_asker("join_declined", request, now=now)


def queue_to_asker(name, request, *, now, is_secret=False, link=""):
    return mail.queue(
        template=f"people/mail/{name}",
        to=request.email,
        language=request.language,
        now=now,
        context={"asker": request, "link": link},
        concerning=request,
        is_secret=is_secret,
    )

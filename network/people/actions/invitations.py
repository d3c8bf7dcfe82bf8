"""Inviting people, and letting them in."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base.models import OutgoingMail, about
from network.base.refusal import Refusal
from network.people import emails, permissions
from network.people.models import Invitation, Membership, User
from network.people.tokens import hash_of, new_token

VALID = datetime.timedelta(days=14)
"""How long an invitation can be accepted after it was last sent."""
PAUSE, A_DAY, MOST = datetime.timedelta(minutes=5), datetime.timedelta(days=1), 3
"""How long one waits before sending it again, and how many invitations an address gets within a day, from whomever and
to wherever: nobody's mailbox is filled through the portal."""


class NotOpen(Refusal):
    sentence = _("This invitation was already used, was taken back or is too old.")


class NobodyVouches(Refusal):
    sentence = _("Whoever sent this invitation may no longer do so. Ask the network to send it again.")


class JustSent(Refusal):
    sentence = _("This invitation was sent less than five minutes ago. Wait a moment: a mail can take some time.")


class SentOften(Refusal):
    sentence = _("Three invitations went to this e-mail address within a day. Send the next one tomorrow.")


class ForSomeoneElse(Refusal):
    sentence = _("This invitation is for someone else.")


class AlreadyThere(Refusal):
    sentence = _("This person already is a member there.")


class AlreadyInvited(Refusal):
    sentence = _("This person was already invited there, and can still accept.")


class AccountClosed(Refusal):
    sentence = _("Your account was closed. Ask the project lead to open it again.")


class HasAccount(Refusal):
    sentence = _("There already is an account with this e-mail address. Log in to accept the invitation.")


@transaction.atomic
def invite(*, email, name, function, by, now, school=None, partner=None, language="nl"):
    """Invite the owner of an address to a school or a partner, by mail. Returns the invitation.

    One that ran out, or for which nobody stands any more, is used again with what was filled in this time. Raises
    AlreadyThere, AlreadyInvited or SentOften.
    """
    email = email.strip().lower()
    place = {"school": school, "partner": partner}
    if is_member(email, **place, on=timezone.localdate(now)):
        raise AlreadyThere
    invitation = Invitation.objects.pending().select_for_update(of=["self"]).filter(email=email, **place).first()
    if invitation and invitation.expires_at > now and permissions.is_vouched_for(invitation):
        raise AlreadyInvited
    invitation = invitation or Invitation(email=email, **place)
    invitation.name, invitation.function, invitation.language = name, function, language
    invitation.invited_by, invitation.invited_at = by, now
    try:
        with transaction.atomic():
            send(invitation, now=now)
    except IntegrityError as twice:  # somebody else invited this person at the same moment
        raise AlreadyInvited from twice
    return invitation


def is_member(email, *, on, school=None, partner=None):
    """Whether the owner of this address belongs to the school or partner on a date."""
    return Membership.objects.current(on=on).filter(user__email=email, school=school, partner=partner).exists()


def send(invitation, *, now):
    """Mail a new link. A former one stops working: its hash is gone."""
    if sent_lately(invitation.email, now=now) >= MOST:
        raise SentOften
    token = new_token()
    invitation.token_hash, invitation.sent_at, invitation.expires_at = hash_of(token), now, now + VALID
    invitation.save()
    emails.queue_invitation(invitation, token=token, now=now)


def sent_lately(email, *, now):
    """How many invitations were mailed to an address within a day."""
    labels = [about(each) for each in Invitation.objects.filter(email=email).only("pk")]
    return OutgoingMail.objects.filter(about__in=labels, queued_at__gt=now - A_DAY).count()


@transaction.atomic
def send_again(*, invitation, by, now):
    """Mail a new link that works for as long as the first did. Should whoever invited no longer be able to, then `by`
    stands for it from now on. Raises NotOpen once it was accepted or revoked, JustSent or SentOften.
    """
    invitation = locked(invitation, among=Invitation.objects.pending())
    if not permissions.is_vouched_for(invitation):
        invitation.invited_by = by
    elif invitation.sent_at > now - PAUSE:
        raise JustSent
    send(invitation, now=now)


def take_over(*, giver, receiver):
    """Let another person stand for the invitations that somebody sent and that nobody accepted yet."""
    Invitation.objects.pending().filter(invited_by=giver).update(invited_by=receiver)


@transaction.atomic
def revoke(*, invitation, by, now):
    """Take an invitation back: its link stops working. Raises NotOpen once it was accepted or revoked."""
    invitation = locked(invitation, among=Invitation.objects.pending())
    invitation.revoked_by, invitation.revoked_at = by, now
    invitation.save(update_fields=["revoked_by", "revoked_at"])


def locked(invitation, *, among):
    """The row as it is now, held until the transaction ends, if it still is `among` those."""
    row = among.select_for_update(of=["self"]).filter(pk=invitation.pk, token_hash=invitation.token_hash).first()
    if not row:
        raise NotOpen
    return row


@transaction.atomic
def accept_invitation(*, invitation, person, now):
    """Use an invitation: `person` is a member from today on. Returns the membership.

    The place and the function come from the invitation alone. Raises NotOpen, NobodyVouches, AccountClosed, or
    ForSomeoneElse when the person's e-mail address is not the one that was invited.
    """
    invitation = locked(invitation, among=Invitation.objects.open(now=now))
    if not permissions.is_vouched_for(invitation):
        raise NobodyVouches
    if person.email != invitation.email:
        raise ForSomeoneElse
    if not person.is_active:
        raise AccountClosed
    invitation.accepted_by, invitation.accepted_at = person, now
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    place = {"function": invitation.function, "school": invitation.school, "partner": invitation.partner}
    today = timezone.localdate(now)
    membership = person.memberships.current(on=today).filter(**place).first()
    return membership or person.memberships.create(**place, starts_on=today)


@transaction.atomic
def open_account(*, invitation, given_name, family_name, now, password=None):
    """Make the account that an invitation is for, and accept with it. Returns the person.

    The address is the one of the invitation: whoever holds the link got it there. Without a password one logs in some
    other way. Raises NotOpen, NobodyVouches, or HasAccount when the address has an account by now.
    """
    invitation = locked(invitation, among=Invitation.objects.open(now=now))
    named = {"given_name": given_name, "family_name": family_name, "language": invitation.language}
    try:
        with transaction.atomic():
            person = User.objects.create_user(invitation.email, password, joined_at=now, **named)
    except IntegrityError as taken:
        raise HasAccount from taken
    accept_invitation(invitation=invitation, person=person, now=now)
    return person

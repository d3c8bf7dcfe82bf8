"""Kinds of data: the account, signing in, where somebody belongs."""

import datetime

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Greatest
from django.utils.translation import gettext_lazy as _

from network.people.models import Appointment, Membership
from network.privacy.registry import finding
from network.privacy.registry.category import AtErasure, Category, Expiry, Ground, Holding
from network.privacy.registry.removing import plan_erasures

YEAR = datetime.timedelta(days=365)
KEPT = datetime.timedelta(days=30)
"""How long lists of people to invite, and requests that nobody confirmed, are kept."""


def still(periods):
    """Somebody has one of these periods (memberships, appointments) without an end."""
    return Exists(periods.objects.filter(user=OuterRef("pk"), ends_on=None))


def last_day(periods):
    """The last day of such a period, as a moment."""
    ended = periods.objects.filter(user=OuterRef("pk")).order_by(F("ends_on").desc(nulls_last=True))
    return Cast(Subquery(ended.values("ends_on")[:1]), DateTimeField())


OFF_THE_NETWORK = Q(~still(Membership), ~still(Appointment), is_active=True, leaves_at=None, erased_at=None)
LEFT_AT = Greatest("joined_at", "last_login", last_day(Membership), last_day(Appointment))

PEOPLE = [
    Category(
        key="account",
        title=_("Your account"),
        purpose=_("To let you log in, to write to you, and so that colleagues know who you are."),
        ground=Ground.INTEREST,
        kept=_("As long as you take part in the network."),
        seen_by=_("Colleagues in the network see name, school and function; administrators the whole account."),
        holdings=(
            Holding(
                "people.User",
                shows=(
                    *("email", "given_name", "family_name", "language", "can_offer", "wants_to_learn", "phone"),
                    *("wants_invitations", "wants_reminders", "wants_decisions", "photo_consent_at"),
                    *("joined_at", "last_login", "leaves_at"),
                ),
                of=("pk",),
                title=_("name, address and profile"),
                blanks=("email", "given_name", "family_name", "can_offer", "wants_to_learn", "phone"),
                expires=(
                    Expiry(
                        2 * YEAR,
                        "left_at",
                        _("after the last membership ended and the last time of logging in; then you get 14 days more"),
                        only=OFF_THE_NETWORK,
                        adds={"left_at": LEFT_AT},
                        remove=plan_erasures,
                    ),
                ),
            ),
            Holding(
                "people.User_themes",
                shows=("theme__name",),
                of=("user",),
                title=_("themes you work on"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "account.EmailAddress",
                shows=("email", "verified", "primary"),
                of=("user",),
                title=_("e-mail addresses"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "account.EmailConfirmation",
                shows=("created", "sent"),
                find=finding.confirmations_of,
                title=_("links to confirm an e-mail address"),
                at_erasure=AtErasure.GONE,
                expires=(Expiry(datetime.timedelta(days=7), "created", _("after they were made")),),
            ),
        ),
    ),
    Category(
        key="signing-in",
        title=_("Logging in"),
        purpose=_("To know that it is you, and to end what you leave open."),
        ground=Ground.SAFETY,
        kept=_("The second step until you switch it off."),
        seen_by=_("Nobody; administrators see whether there is a second step."),
        holdings=(
            Holding(
                "mfa.Authenticator",
                shows=("type", "created_at", "last_used_at"),
                of=("user",),
                title=_("second step"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "socialaccount.SocialAccount",
                shows=("provider", "uid", "date_joined", "last_login"),
                of=("user",),
                title=_("accounts of a school with which you log in"),
                at_erasure=AtErasure.GONE,
            ),
            Holding(
                "people.Session",
                shows=("device", "seen_on", "expire_date"),
                of=("user",),
                title=_("browsers in which you are logged in"),
                at_erasure=AtErasure.GONE,
                expires=(Expiry(datetime.timedelta(0), "expire_date", _("when they end")),),
            ),
        ),
    ),
    Category(
        key="belonging",
        title=_("Where you belong"),
        purpose=_("To decide what you may see and do, and to count who takes part."),
        ground=Ground.INTEREST,
        kept=_("As long as the account; after that without your name."),
        seen_by=_("Everyone in the network."),
        holdings=(
            Holding(
                "people.Membership",
                shows=("school__name", "partner__name", "function", "is_stand_in", "starts_on", "ends_on"),
                of=("user",),
            ),
            # A request leads to an invitation, so it goes first.
            Holding(
                "people.JoinRequest",
                shows=("name", "email", "organisation", "function", "reason", "asked_at", "answered_at"),
                find=finding.requests_of,
                title=_("your request to take part"),
                at_erasure=AtErasure.GONE,
                expires=(
                    Expiry(YEAR, "asked_at", _("after it was sent")),
                    Expiry(KEPT, "asked_at", _("if the address was never confirmed"), only=Q(confirmed_at=None)),
                ),
            ),
            Holding(
                "people.InvitationList",
                shows=("made_at", "confirmed_at", "finished_at"),
                of=("made_by", "confirmed_by"),
                title=_("lists of people whom you invited"),
                # One that is being worked through stays until that is done.
                expires=(
                    Expiry(
                        KEPT,
                        "made_at",
                        _("after it was handed in"),
                        only=Q(confirmed_at=None) | Q(finished_at__isnull=False),
                    ),
                ),
            ),
            Holding(
                "people.Invitation",
                shows=("email", "name", "function", "school__name", "partner__name", "invited_at", "accepted_at"),
                of=("accepted_by",),
                title=_("the invitation that let you in"),
                at_erasure=AtErasure.GONE,
                expires=(Expiry(YEAR, "expires_at", _("after the last day of its link")),),
            ),
            Holding(
                "people.Invitation",
                shows=("function", "school__name", "partner__name", "invited_at", "revoked_at"),
                of=("invited_by", "revoked_by"),
                title=_("invitations to the network that you sent"),
            ),
            Holding(
                "people.JoinRequest",
                shows=("answered_at",),
                of=("answered_by",),
                title=_("requests to take part that you answered"),
            ),
            Holding("people.Appointment", shows=("office", "starts_on", "ends_on"), of=("user",)),
            Holding(
                "membership.HandOver",
                shows=("starts_on", "arranged_at", "carried_out_at", "withdrawn_at"),
                of=("giver", "receiver"),
                title=_("handing over the project"),
            ),
            Holding(
                "working_groups.GroupMembership",
                shows=("group__name", "is_chair", "starts_on", "ends_on"),
                of=("user",),
            ),
        ),
    ),
]

"""How signing in differs from what allauth does by itself."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.people import emails
from network.people.actions.signing_in import end_sessions
from network.people.devices import device_of
from network.people.links import absolute, is_ours
from network.people.reauthentication import proved_by_code
from network.people.second_step import FOUND, second_steps
from network.people.sessions import DEVICE

REAUTHENTICATION = {
    "reauthenticate": _("Use my password"),
    "mfa_reauthenticate": _("Use a code from my app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use my passkey"),
}
"""What one may show once more that it is oneself with, in the words of the other pages."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This code is not right. Look at it once more."),
        "incorrect_password": _("This password is not right."),
        "too_many_login_attempts": _("That went wrong too often. Wait five minutes, or choose a new password."),
    }

    def is_open_for_signup(self, request):
        """Nobody signs up by oneself; accounts come from invitations."""
        return False

    def is_safe_url(self, url):
        """Whether `next` stays on this portal: a path, or an address below the one of the settings.

        allauth itself would also go to whatever Host the request named.
        """
        return is_ours(url)

    @transaction.atomic
    def set_password(self, user, password):
        """Change a password and tell its owner, in one transaction. Every other session of this person ends."""
        super().set_password(user, password)
        end_sessions(person=user, but=self.request.session.session_key)
        emails.queue_notice(user, name="password_changed", to=user.email, context={}, now=timezone.now())

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell someone what was changed in how one signs in. Of a new password set_password has told already.

        With the last second step the other sessions end, as with a changed password: they were opened with it.
        """
        name = template_prefix.rpartition("/")[2]
        if name in {"totp_deactivated", "webauthn_removed"} and not second_steps(user).exists():
            self.request.session.pop(FOUND, None)
            end_sessions(person=user, but=self.request.session.session_key)
        if not name.startswith("password_"):
            emails.queue_notice(user, name=name, to=email or user.email, context=context or {}, now=timezone.now())

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        address = emailconfirmation.email_address
        link = self.get_email_confirmation_url(request, emailconfirmation)
        emails.queue_address_confirmation(address.user, to=address.email, link=link, now=timezone.now())

    def send_mail(self, template_prefix, email, context):
        """Refuse mail in allauth's own words: it would go round the outbox, with links made from the Host header."""
        raise RuntimeError(f"allauth wants to send {template_prefix} by itself")

    def get_email_confirmation_url(self, request, emailconfirmation):
        """Links in mail never come from the Host header of whoever asked for them (nor does password_link)."""
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def login(self, request, user):
        super().login(request, user)
        request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))

    def is_reauthentication_required(self, *, app, **kwargs):
        """allauth lets through whoever has neither password nor second step. Here they show a code by mail."""
        if not super().get_reauthentication_methods(self.request.user) and not proved_by_code(self.request):
            raise ReauthenticationRequired
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        by_code = {"id": "code", "description": _("Mail me a code"), "url": reverse("people:prove_by_code")}
        known = [
            {**one, "description": REAUTHENTICATION[one["id"]]} for one in super().get_reauthentication_methods(user)
        ]
        return known or ([by_code] if user.is_authenticated else [])

    # Where one goes afterwards.

    def get_password_change_redirect_url(self, request):
        return reverse("people:profile")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("people:profile")

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count failed attempts by address alone. allauth counts per Host as well, so each name of the portal would
        give an attacker a fresh set of attempts."""
        return credentials.get("email", "").strip().lower()


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps and recovery codes encrypted: a copy of the database alone is no use."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Look at it once more."),
    }

    def get_public_key_credential_rp_entity(self):
        """A passkey belongs to the address of the settings; the Host of a request is nobody's word."""
        host = urlsplit(settings.PUBLIC_ADDRESS).hostname
        return {"id": host, "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user, type):
        """Passkeys are told apart by the device on which they were made."""
        return device_of(context.request.headers.get("User-Agent", "")) or gettext("My passkey")

    def encrypt(self, text):
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret; or one that no code fits, if the key that it was written with is gone."""
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


def keys():
    """A key made from SECRET_KEY, and those of SECRET_KEY_FALLBACKS to read what was written before it changed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second step {secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

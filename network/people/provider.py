"""School accounts: logging in through OpenID Connect. allauth finds the provider by the name of this module.

Providers come from settings alone, so nobody adds a way in through the administration, and listing them costs no query.
An account is recognised by provider and subject. The e-mail address of a provider identifies nobody: anyone may choose
one there.
"""

import time

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from network.people import claims
from network.people.links import absolute


class SchoolAccountAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None):
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def populate_user(self, request, sociallogin, data):
        """Take nothing over from the provider; names are offered in a form, to whoever holds an invitation."""
        return sociallogin.user

    def is_open_for_signup(self, request, sociallogin):
        """Send an account that nobody linked yet to the page where an invitation is accepted, or is missed."""
        keep_arrival(request, sociallogin)
        raise ImmediateHttpResponse(redirect("school_account_join"))

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("people:security")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        if error == AuthError.CANCELLED:
            messages.info(
                request,
                _("You stopped at %(provider)s. Log in here in another way, or try again.") % {"provider": provider},
            )
            raise ImmediateHttpResponse(redirect("account_login"))


ARRIVAL, ARRIVAL_KEPT = "school_account", 15 * 60
"""Where an arrival stands in the session, and for how many seconds it counts: the next person at a computer in a
staff room must not accept an invitation with the account of whoever sat there before."""


def keep_arrival(request, sociallogin):
    """Remember, in the session alone, who came from a provider and is not known here."""
    account = sociallogin.account
    came = {"provider": account.provider, "uid": account.uid, "at": time.time()}
    request.session[ARRIVAL] = {**came, **account.extra_data}


def fresh_arrival(request):
    """Who came from a provider just now; an older one is forgotten."""
    arrival = request.session.get(ARRIVAL)
    if arrival and time.time() - arrival["at"] > ARRIVAL_KEPT:
        del request.session[ARRIVAL]
        return None
    return arrival


class TokenReader(OpenIDConnectOAuth2Adapter):
    """One visit to a provider: discovery, the exchange of the code, and what its answer may say."""

    nonce = ""

    @property
    def settings(self):
        return self.get_provider().app.settings

    @property
    def issuers(self):
        """Who may have signed. The address that several Microsoft tenants share names them with a blank."""
        issuer, server = self.openid_config["issuer"], self.settings["server_url"]
        if "{tenantid}" in issuer and self.settings["kind"] == "entra":
            return [issuer.replace("{tenantid}", tenant) for tenant in self.settings["tenants"]]
        if issuer.rstrip("/") != server:
            raise OAuth2Error(f"{server} calls itself {issuer}")  # OpenID Connect Discovery 1.0, section 4.3
        return [issuer]

    def get_callback_url(self, request, app):
        """The address in the settings; providers know no other, and the Host of a request is nobody's word."""
        return absolute(reverse("school_account_return", args=[self.provider_id]))

    def complete_login(self, request, app, token, **kwargs):
        found = self._decode_id_token(app, kwargs["response"]["id_token"])
        if self.settings["fetch_userinfo"]:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != found["sub"]:
                raise OAuth2Error("userinfo is about somebody else")  # OpenID Connect Core 1.0, section 5.3.2
            found = {**more, **found}
        claims.check(found, self.settings, nonce=self.nonce)
        return self.get_provider().sociallogin_from_response(request, found)

    def _decode_id_token(self, app, id_token):
        """The claims of the token. allauth leaves out the signature because TLS stands for it; we look at both."""
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.issuers,
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


class SchoolAccountProvider(OpenIDConnectProvider):
    id = "school"
    name = "School account"
    oauth2_adapter_class = TokenReader

    def get_login_url(self, request, **kwargs):
        return reverse("school_account_login", args=[self.app.provider_id])

    def go(self, request, process, next_url=None):
        """Off to the provider: state and proof key (PKCE) by allauth, and a nonce that the answer must name."""
        nonce = get_random_string(32)
        return self.redirect(request, process, next_url, auth_params={"nonce": nonce}, nonce=nonce)

    def extract_uid(self, data):
        if not data.get("sub"):
            raise OAuth2Error("no subject")
        return claims.subject(data, self.app.settings)

    def extract_extra_data(self, data):
        """What is kept of the claims: by what its owner recognises the account, and a name to begin with."""
        given_name, family_name = claims.names(data)
        return {"shown": claims.shown(data), "given_name": given_name, "family_name": family_name}

    def extract_common_fields(self, data):
        return {}

    def extract_email_addresses(self, data):
        return []


provider_classes = [SchoolAccountProvider]

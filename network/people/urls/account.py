"""Ways in that stand before those of the library; they stand below /account/."""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_second_step
from allauth.mfa.webauthn.views import reauthenticate_webauthn
from django.urls import path

from network.people.reauthentication import with_a_new_key
from network.people.views import passkeys, school_accounts, security, signing_in

urlpatterns = [
    path("login/code/", signing_in.request_code, name="account_request_login_code"),
    path("login/code/confirm/", signing_in.confirm_code, name="account_confirm_login_code"),
    path("reauthenticate/", with_a_new_key(reauthenticate), name="account_reauthenticate"),
    path("tweestaps/reauthenticate/", with_a_new_key(reauthenticate_by_second_step), name="mfa_reauthenticate"),
    path(
        "tweestaps/webauthn/reauthenticate/",
        with_a_new_key(reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("tweestaps/", security.to_overview, name="mfa_index"),
    path("tweestaps/webauthn/", security.to_overview, name="mfa_list_webauthn"),
    path("tweestaps/webauthn/add/", passkeys.add, name="mfa_add_webauthn"),
    path("school/welkom/", school_accounts.join, name="school_account_join"),
    path("school/<slug:provider_id>/", school_accounts.login, name="school_account_login"),
    path("school/<slug:provider_id>/terug/", school_accounts.come_back, name="school_account_return"),
]

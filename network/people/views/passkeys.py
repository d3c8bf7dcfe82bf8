"""Adding a passkey."""

from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView


class AddPasskeyView(AddWebAuthnView):
    def get_context_data(self, **kwargs):
        """Ask the device for a key that it keeps itself and opens with a finger, a face or a PIN."""
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context


add = AddPasskeyView.as_view()

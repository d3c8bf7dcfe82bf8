"""Logging in, and showing once more who one is, with a code by mail."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import generate_user_code
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.people import emails
from network.people.actions.signing_in import begin_login_by_code
from network.people.forms.signing_in import ConfirmCodeForm
from network.people.links import is_ours
from network.people.models import User
from network.people.reauthentication import with_a_new_key


@method_decorator(login_not_required, name="dispatch")
class RequestCodeView(RequestLoginCodeView):
    def form_valid(self, form):
        begin_login_by_code(self.request, email=form.cleaned_data["email"])
        return redirect(self.get_success_url())


class ConfirmCodeView(ConfirmLoginCodeView):
    def _verify_form_valid(self, form):
        """Only now, with the right code, is the person looked up. A second step is still asked."""
        person = User.objects.active().filter(email=self._process.state["email"]).first()
        if not person:
            form.add_error("code", get_adapter().error_messages["incorrect_code"])
            return self.form_invalid(form)
        self._process._user = person
        return self._process.finish(self.get_next_url())


request_code = RequestCodeView.as_view()
confirm_code = ConfirmCodeView.as_view()

PROOF = "prove_by_code"
TRIES = 3


@require_http_methods(["GET", "HEAD", "POST"])
@with_a_new_key
def prove_by_code(request):
    """For whoever has neither password nor second step: show by a code that was mailed that it is you."""
    if not any(way["url"] == request.path for way in get_adapter().get_reauthentication_methods(request.user)):
        return redirect("account_reauthenticate")
    if "send" in request.POST:
        return send_proof(request)
    waiting = request.session.get(PROOF)
    form = ConfirmCodeForm(request.POST or None, code=waiting["code"] if is_fresh(waiting) else "")
    if request.method == "POST" and form.is_valid():
        del request.session[PROOF]
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return resume_request(request) or redirect("people:security")
    if request.method == "POST" and waiting:
        count_try(request, waiting)
    return render(
        request, "people/prove_by_code.html", {"form": form, "is_sent": bool(waiting), "next": way_on(request)}
    )


def is_fresh(waiting):
    return bool(waiting) and timezone.now().timestamp() - waiting["at"] < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT


def count_try(request, waiting):
    """After three wrong ones a code is worth nothing."""
    request.session[PROOF] = {**waiting, "tries": waiting["tries"] + 1}
    if waiting["tries"] + 1 >= TRIES:
        del request.session[PROOF]


def send_proof(request):
    """Mail a code, at most three in ten minutes, and wait for it in the session."""
    if ratelimit.consume(request, action="prove_by_code", user=request.user):
        code, now = generate_user_code(**settings.ACCOUNT_LOGIN_BY_CODE_FORMAT), timezone.now()
        request.session[PROOF] = {"code": code, "at": now.timestamp(), "tries": 0}
        emails.queue_login_code(request.user, code=code, now=now)
    else:
        messages.warning(request, _("You asked for several codes already. Use the last one, or wait ten minutes."))
    return redirect(f"{request.path}?{request.GET.urlencode()}")


def way_on(request):
    url = request.GET.get("next", "")
    return url if is_ours(url) else ""

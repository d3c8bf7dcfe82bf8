"""Bringing a proposal into force."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.base.refusal import Refusal
from network.steering import actions, permissions
from network.steering.actions.proposals import everyone_asked
from network.steering.consent import consent_of
from network.steering.forms import AdoptForm
from network.steering.views.versions import find_version

A_YEAR = datetime.timedelta(days=365)


@require_http_methods(["GET", "HEAD", "POST"])
def version_adopt(request, slug, number):
    """Says what pressing the button does; without consent it says what is missing and shows no button."""
    version, now = find_version(request, slug, number), timezone.now()
    if version.is_in_force:  # pressed twice, or by two project leads: it is done
        return redirect(version.decision)
    if not permissions.can_adopt(request.user, version):
        raise PermissionDenied
    today = timezone.localdate(now)
    form = AdoptForm(request.POST or None, today=today, initial=proposed_wording(version, today))
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.adopt(version=version, by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, refusal)
            return redirect(version)
        messages.success(request, _("The framework is in force. The decision is recorded."))
        return redirect(decision)
    context = {
        "version": version,
        "framework": version.framework,
        "consent": consent_of(version, on=today),
        "form": form,
        "replaces": version.framework.versions.in_force().first(),
        "count": everyone_asked(on=today).filter(wants_decisions=True).count(),
    }
    return render(request, "steering/version_adopt.html", context)


def proposed_wording(version, today):
    """What the form starts with: a title for the decision and a look back after a year."""
    title = _("Framework “%(title)s” is in force") % {"title": version.framework.title}
    return {"title": title[:160], "review_on": today + A_YEAR}

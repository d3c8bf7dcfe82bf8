"""The log of data breaches and its clock."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.base.refusal import Refusal
from network.privacy.actions import breaches as actions
from network.privacy.clock import clock_of, history_of
from network.privacy.forms import BreachForm, CloseBreachForm
from network.privacy.models import Breach
from network.privacy.views.office import for_guardians

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_guardians
def breach_list(request):
    now = timezone.now()
    breaches = [(breach, clock_of(breach, now=now)) for breach in Breach.objects.newest_first()]
    return render(request, "privacy/breach_list.html", {"breaches": breaches})


@require_safe
@for_guardians
def breach_detail(request, pk):
    breach = get_object_or_404(Breach.objects.select_related("recorded_by", "closed_by"), pk=pk)
    return render(
        request,
        "privacy/breach_detail.html",
        {"breach": breach, "clock": clock_of(breach, now=timezone.now()), "history": history_of(breach)},
    )


@form_page
@for_guardians
def breach_record(request):
    return _write(request, Breach())


@form_page
@for_guardians
def breach_edit(request, pk):
    return _write(request, get_object_or_404(Breach, pk=pk))


def _write(request, breach):
    form = BreachForm(request.POST or None, instance=breach)
    if request.method == "POST" and form.is_valid():
        breach = actions.save_breach(breach=form.save(commit=False), by=request.user, now=timezone.now())
        messages.success(request, _("It is written down."))
        return redirect(breach)
    known = breach if breach.pk else None
    back = known.get_absolute_url() if known else reverse("privacy_office:breach_list")
    return render(request, "privacy/breach_form.html", {"form": form, "breach": known, "back": back})


@form_page
@for_guardians
def breach_close(request, pk):
    breach = get_object_or_404(Breach, pk=pk)
    form = CloseBreachForm(request.POST if request.method == "POST" else None, breach=breach)
    if request.method == "POST" and form.is_valid():
        try:
            because = form.cleaned_data.get("because", "")
            actions.close(breach=breach, because=because, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(breach)
    return render(request, "privacy/breach_close.html", {"form": form, "breach": breach})

"""For whoever looks after privacy: the register, the terms, the statement."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.base.refusal import Refusal
from network.base.tables import csv_response
from network.people.models import User
from network.privacy import register as processing
from network.privacy import retention
from network.privacy.actions import statements as actions
from network.privacy.forms import StatementForm
from network.privacy.models import Breach, Erasure, Removal, Statement
from network.privacy.permissions import guards_privacy
from network.privacy.statements import current
from network.schools.models import Network

form_page = require_http_methods(["GET", "HEAD", "POST"])
LATEST = 20


def for_guardians(view):
    """Decorator: for anybody else the page does not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not guards_privacy(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_guardians
def home(request):
    now = timezone.now()
    return render(
        request,
        "privacy/office.html",
        {
            "unreported": Breach.objects.unreported().newest_first(),
            "erasures": Erasure.objects.open().select_related("user").order_by("due_at", "pk"),
            "now": now,
            "statement": current(),
            "draft": Statement.objects.draft(),
            "waiting": User.objects.active().filter(has_to_accept=True).count(),
        },
    )


@require_safe
@for_guardians
def register(request):
    return render(
        request,
        "privacy/register.html",
        {
            "entries": processing.entries(),
            "measures": processing.MEASURES,
            "whom": processing.WHO,
            "outside": processing.OUTSIDE,
        },
    )


@require_safe
@for_guardians
def register_download(request):
    header, rows = processing.as_table(Network.objects.here())
    return csv_response(_("register-of-processing"), header, rows)


@require_safe
@for_guardians
def retention_table(request):
    """What would go now, by every term; and what went lately."""
    return render(
        request,
        "privacy/retention.html",
        {
            "lines": retention.overview(now=timezone.now()),
            "removals": Removal.objects.order_by("-removed_at", "-pk")[:LATEST],
        },
    )


@form_page
@for_guardians
def statement_write(request):
    """Write the next version; it starts from the one that counts now."""
    draft = Statement.objects.draft()
    start = draft or current()
    fresh = {"text": start.text, "english_text": start.english_text}
    form = StatementForm(request.POST or None, instance=draft or Statement(**fresh))
    if request.method == "POST" and form.is_valid():
        actions.save_draft(texts=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The draft is saved. Nobody sees it before you publish it."))
        return redirect("privacy_office:statement_publish")
    return render(request, "privacy/statement_write.html", {"form": form, "draft": draft})


@form_page
@for_guardians
def statement_publish(request):
    """Show the draft as it will look and whom it concerns; then publish it."""
    draft = Statement.objects.draft()
    if not draft:
        return redirect("privacy_office:statement_write")
    if request.method == "POST":
        try:
            actions.publish(draft=draft, by=request.user, now=timezone.now())
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("This version counts from now on."))
        return redirect("privacy")
    return render(request, "privacy/statement_publish.html", {"draft": draft, "people": User.objects.active().count()})

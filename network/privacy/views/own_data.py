"""One's own data: what is kept, a copy to download, and removal with time for regret."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.base.refusal import Refusal
from network.people.reauthentication import reauthenticated
from network.privacy import handover, reading
from network.privacy.actions import copies, erasing
from network.privacy.models import OwnDataCopy
from network.privacy.models.own_data import COPY_KEPT, REGRET
from network.privacy.registry import CATEGORIES

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def own_data(request):
    """Everything the network keeps about me, by kind."""
    now = timezone.now()
    copy = OwnDataCopy.objects.visible_to(request.user).newest_first().first()
    return render(
        request,
        "privacy/own_data.html",
        {
            "kept": reading.everything_about(request.user, at_most=reading.ON_THE_PAGE),
            "copy": copy if copy and (copy.ready_at is None or copy.is_there(now=now)) else None,
        },
    )


@form_page
@reauthenticated
def copy_ask(request):
    """Ask for a copy; pressing twice asks once."""
    if request.method == "POST":
        return redirect(copies.ask_for_copy(person=request.user, now=timezone.now()))
    return render(request, "privacy/copy_ask.html", {"days": COPY_KEPT.days})


@require_safe
def copy_detail(request, key):
    """How far the copy is. It can be left; a mail comes when it is ready."""
    copy = get_object_or_404(OwnDataCopy.objects.visible_to(request.user), key=key)
    is_part = "HX-Request" in request.headers
    return render(
        request,
        "privacy/copy_detail.html#progress" if is_part else "privacy/copy_detail.html",
        {"copy": copy, "kinds": len(CATEGORIES), "is_there": copy.is_there(now=timezone.now())},
    )


@require_safe
@reauthenticated
def copy_download(request, key):
    """The file, for the person it is about and nobody else, and only as long as it is kept."""
    copy = get_object_or_404(OwnDataCopy.objects.visible_to(request.user), key=key)
    if not copy.is_there(now=timezone.now()) or not default_storage.exists(copy.file_name):
        raise Http404
    name = _("my-data-%(day)s.zip") % {"day": f"{timezone.localdate(copy.asked_at):%Y-%m-%d}"}
    return FileResponse(
        default_storage.open(copy.file_name),
        as_attachment=True,
        filename=name,
        content_type="application/zip",
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
    )


@require_safe
def erasure(request):
    """What removal means for everything that is kept; or, once asked, when it happens and the way back."""
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    return render(
        request,
        "privacy/erasure.html",
        {
            "open": user.erasures.open().first(),
            "days_left": max((timezone.localdate(user.leaves_at) - today).days, 0) if user.leaves_at else None,
            "must": handover.must(user, on=today),
            "better": handover.better(user, on=today, now=now),
            "categories": [category for category in CATEGORIES if category.fate],
            "days": REGRET.days,
        },
    )


@form_page
@reauthenticated
def erasure_ask(request):
    if request.method == "GET":
        if request.user.leaves_at:
            return redirect("privacy:erasure")
        return render(request, "privacy/erasure_ask.html", {"days": REGRET.days})
    try:
        erasing.ask(person=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("We have noted it. You can take it back as long as the days run."))
    return redirect("privacy:erasure")


@require_POST
def erasure_take_back(request):
    try:
        erasing.take_back(person=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your details stay. Everything is as it was."))
    return redirect("privacy:own_data")

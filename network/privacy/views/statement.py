"""The privacy statement, for everyone to read; and accepting it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.base.caching import public_page
from network.base.numbers import whole
from network.base.refusal import Refusal
from network.people.links import is_ours
from network.privacy.actions import statements as actions
from network.privacy.models import Statement
from network.privacy.statements import current


@login_not_required
@require_safe
@public_page
def privacy(request):
    """The statement that counts now, and the ones before it."""
    statement = current()
    earlier = Statement.objects.published().filter(number__lt=statement.number).newest_first()
    return render(request, "privacy/statement.html", {"statement": statement, "earlier": earlier})


@login_not_required
@require_safe
@public_page
def statement_version(request, number):
    """One version that once counted, or counts now."""
    statement = current()
    if statement.number != number:
        statement = get_object_or_404(Statement.objects.published(), number=number)
        return render(request, "privacy/statement.html", {"statement": statement, "is_old": True})
    return redirect("privacy")


@require_http_methods(["GET", "HEAD", "POST"])
def statement_accept(request):
    """Read and accept the version that counts now; then on to where one was going (`next`)."""
    if request.method == "POST":
        return _accept(request)
    return render(
        request, "privacy/statement_accept.html", {"statement": current(), "next": request.GET.get("next", "")}
    )


def _accept(request):
    number = whole(request.POST.get("number", ""))
    try:
        actions.accept(person=request.user, number=number, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("privacy:statement_accept")
    url = request.POST.get("next", "")
    return redirect(url if is_ours(url) else "dashboard:landing")

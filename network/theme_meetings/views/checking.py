"""The public page that tells whether a certificate is genuine. It shows no more than its holder allows."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from network.people import limits
from network.theme_meetings import certificates
from network.theme_meetings.models import Certificate
from network.theme_meetings.models.certificate import read_code

TRIES, WINDOW = 30, 600
"""So many codes that do not exist may be tried from one address in so many seconds; a school sits behind one."""


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def ask(request):
    """The form for a code; with one that can be read it goes on to its page."""
    typed = request.GET.get("code", "")[:60]
    if code := read_code(typed):
        return redirect("certificates:check", code)
    return page(request, {"typed": typed, "is_unreadable": bool(typed.strip())}, status=200)


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def check(request, code):
    """What the holder shows. A code that nobody has and one that is not shown get the same answer."""
    caller = limits.caller(request)
    if limits.is_over("certificate", caller, amount=TRIES):
        return page(request, {"is_over_limit": True}, status=429)
    found = Certificate.objects.shown().with_meeting().filter(code=read_code(code)).first()
    if not found:
        limits.count("certificate", caller, seconds=WINDOW)
        return page(request, {"typed": code[:60], "is_unknown": True}, status=404)
    facts = certificates.visible_facts(found) if found.is_valid else []
    return page(request, {"certificate": found, "content": found.content, "facts": facts}, status=200)


def page(request, context, *, status):
    response = render(request, "theme_meetings/certificate_check.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response

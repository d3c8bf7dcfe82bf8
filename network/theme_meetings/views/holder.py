"""One's own certificates. Nobody else comes here: others have the page that checks a code."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.activities.models import Guest
from network.base.paper import pdf_response
from network.theme_meetings import certificates
from network.theme_meetings.forms import ShownForm
from network.theme_meetings.models import Certificate


def find_own(request, code):
    return get_object_or_404(Certificate.objects.of(request.user).with_meeting(), code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def certificate_detail(request, code):
    """What it says, the document, and what others see of it."""
    certificate = find_own(request, code)
    form = ShownForm(request.POST if request.method == "POST" else None, instance=certificate)
    if form.is_bound and certificate.is_valid and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(certificate)
    context = {
        "certificate": certificate,
        "content": certificate.content,
        "facts": certificates.facts(certificate.content),
        "form": form,
    }
    return render(request, "theme_meetings/certificate_detail.html", context)


@login_not_required
@never_cache
@require_safe
def guest_document(request, token, code):
    """The same document for a guest, who has it from the link in the mail."""
    guest = Guest.objects.with_token(token)
    rows = (
        Certificate.objects.valid().with_meeting().filter(registration__guest=guest, registration__guest__isnull=False)
    )
    certificate = get_object_or_404(rows, code=code)
    return pdf_response(
        certificates.document(certificate), _("certificate-%(code)s") % {"code": certificate.grouped_code}
    )


@require_safe
def certificate_document(request, code):
    certificate = find_own(request, code)
    if not certificate.is_valid:
        raise Http404
    return pdf_response(
        certificates.document(certificate), _("certificate-%(code)s") % {"code": certificate.grouped_code}
    )

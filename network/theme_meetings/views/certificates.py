"""Certificates of one meeting, for its organisers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.activities.models import Registration
from network.activities.views.loading import attempt, find
from network.base.paper import pdf_response
from network.schools.models import Network
from network.theme_meetings import actions, certificates, emails, permissions
from network.theme_meetings.actions.certifying import without_certificate
from network.theme_meetings.forms import IssueForm, RevokeForm
from network.theme_meetings.models import Certificate, ThemeMeeting


def find_to_certify(request, slug):
    meeting = find(request, slug, ThemeMeeting)
    if not permissions.can_certify(request.user, meeting):
        raise PermissionDenied
    return meeting


@require_http_methods(["GET", "HEAD", "POST"])
def certificate_list(request, slug):
    """Who has one, who can get one; a press gives it to all of them."""
    meeting, now = find_to_certify(request, slug), timezone.now()
    form = issue_form(request, meeting)
    if form.is_bound and form.is_valid():
        hours = {name: form.cleaned_data[name] for name in ("contact_minutes", "self_study_minutes")}
        issued = attempt(request, actions.issue, meeting=meeting, roles=form.roles(), by=request.user, now=now, **hours)
        if issued is not None:
            text = ngettext("%(number)d certificate is issued.", "%(number)d certificates are issued.", issued)
            messages.success(request, text % {"number": issued} + " " + _("The mail about it is on its way."))
        return redirect("theme_meetings:certificate_list", meeting.slug)
    return render(request, "theme_meetings/certificate_list.html", issuing(request, meeting, form, now=now))


def issue_form(request, meeting):
    return IssueForm(
        request.POST if request.method == "POST" else None,
        registrations=list(without_certificate(meeting).with_people()),
        likely=certificates.likely_roles(meeting),
        initial={
            "contact_minutes": certificates.contact_minutes(meeting),
            "self_study_minutes": meeting.self_study_minutes,
        },
    )


def issuing(request, meeting, form, *, now):
    """What the page shows: those who can get a certificate, those who have one, and what is wrong with those."""
    issued = list(issued_at(meeting))
    valid = [certificate for certificate in issued if certificate.is_valid]
    unknown = Registration.objects.confirmed().filter(activity=meeting, was_present=None).count()
    return {
        "meeting": meeting,
        "form": form,
        "is_over": meeting.is_published and meeting.is_over(now=now),
        "unknown": unknown,
        "issued": issued,
        "valid": len(valid),
        "wrong": sum(certificates.differs(certificate, meeting=meeting) for certificate in valid),
        "mail": emails.preview("certificate_issued", by=request.user, activity=meeting),
    }


def issued_at(meeting):
    """The certificates of a meeting with their holders, those that were replaced left out."""
    rows = Certificate.objects.of_meeting(meeting).exclude(state=Certificate.State.REPLACED)
    holders = rows.select_related(*(f"registration__{part}" for part in ("user", "guest", "school", "partner")))
    return holders.by_name()


@require_safe
def certificate_example(request, slug):
    """How the certificate of the first one on the list will look."""
    meeting, now = find_to_certify(request, slug), timezone.now()
    registration = Registration.objects.confirmed().filter(activity=meeting).order_by("-was_present", "pk").first()
    if not registration:
        raise Http404
    network, on = Network.objects.here(), timezone.localdate(now)
    role = certificates.likely_roles(meeting)(registration)
    content = certificates.content_of(registration, meeting=meeting, role=role, by=request.user, on=on, network=network)
    return pdf_response(certificates.example(content, now=now), _("example-of-a-certificate"))


@require_http_methods(["GET", "HEAD", "POST"])
def certificate_revoke(request, slug, pk):
    meeting = find_to_certify(request, slug)
    rows = Certificate.objects.of_meeting(meeting).filter(state=Certificate.State.VALID)
    certificate = get_object_or_404(rows.with_meeting(), pk=pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        because = form.cleaned_data["because"]
        gone = attempt(
            request, actions.revoke, certificate=certificate, because=because, by=request.user, now=timezone.now()
        )
        if gone:
            text = _("The certificate of %(name)s is withdrawn.")
            messages.success(request, text % {"name": certificate.registration.person})
        return redirect("theme_meetings:certificate_list", meeting.slug)
    context = {"meeting": meeting, "certificate": certificate, "form": form}
    return render(request, "theme_meetings/certificate_revoke.html", context)


@require_POST
def certificates_correct(request, slug):
    """Replace those that say something else than they would now."""
    meeting = find_to_certify(request, slug)
    number = attempt(request, actions.reissue, meeting=meeting, by=request.user, now=timezone.now())
    if number is not None:
        text = ngettext("%(number)d certificate is replaced.", "%(number)d certificates are replaced.", number)
        messages.success(request, text % {"number": number})
    return redirect("theme_meetings:certificate_list", meeting.slug)

"""Requests to join, for the project lead."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.base.refusal import Refusal
from network.people import permissions
from network.people.actions import joining as actions
from network.people.forms.joining import AnswerForm, DeclineForm
from network.people.models import JoinRequest


@require_safe
def request_list(request):
    if not permissions.can_answer_requests(request.user):
        raise Http404
    rows = JoinRequest.objects.visible_to(request.user).unanswered().oldest_first()
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "people/request_list.html", {"page_obj": page})


def answer(request, pk, form, *, template, act, done):
    """Show the form for one request; with it filled in, act and say `done`."""
    asker = get_object_or_404(JoinRequest.objects.visible_to(request.user), pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            act(asker, form)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done % {"name": asker.name})
        return redirect("invitations:request_list")
    return render(request, template, {"form": form, "asker": asker})


@require_http_methods(["GET", "HEAD", "POST"])
def request_invite(request, pk):
    now = timezone.now()

    def act(asker, form):
        actions.invite_asker(request=asker, **form.invitation(), by=request.user, now=now)

    asked = JoinRequest.objects.filter(pk=pk).values_list("function", flat=True).first()
    form = AnswerForm(request.POST or None, user=request.user, on=timezone.localdate(now), initial={"function": asked})
    done = _("%(name)s gets an invitation.")
    return answer(request, pk, form, template="people/request_invite.html", act=act, done=done)


@require_http_methods(["GET", "HEAD", "POST"])
def request_decline(request, pk):
    def act(asker, form):
        actions.decline(request=asker, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    form = DeclineForm(request.POST or None)
    done = _("%(name)s gets a mail with your reason.")
    return answer(request, pk, form, template="people/request_decline.html", act=act, done=done)

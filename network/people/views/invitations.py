"""The invitations that somebody looks after: who was asked, who came in, sending again and taking back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.base.numbers import whole
from network.base.refusal import Refusal
from network.base.tables import csv_response
from network.base.text import short_date
from network.people import permissions
from network.people.actions import invitations as actions
from network.people.forms.invitations import InviteForm
from network.people.invitations import LAPSED, state_of
from network.people.models import Invitation, InvitationList, JoinRequest, User

PER_PAGE = 50
TABS = [
    ("open", gettext_lazy("Open"), lambda rows, now: rows.open(now=now)),
    ("verlopen", gettext_lazy("Expired"), lambda rows, now: rows.expired(now=now)),
    ("aangenomen", gettext_lazy("Accepted"), lambda rows, now: rows.accepted()),
    ("ingetrokken", gettext_lazy("Revoked"), lambda rows, now: rows.revoked()),
]


def refuse_who_may_not_invite(request):
    if not permissions.can_invite(request.user):
        raise Http404


def chosen(request, now):
    """The invitations of the tab that was asked for (the first one unless it is known), and the name of the tab."""
    tab = request.GET.get("stand", "")
    names = [name for name, _label, _rows in TABS]
    place = names.index(tab) if tab in names else 0
    name, _label, rows = TABS[place]
    inviters = User.objects.with_standing(on=timezone.localdate(now))
    return name, rows(Invitation.objects.visible_to(request.user), now).newest_first().with_inviter(inviters)


@require_safe
def invitation_list(request):
    refuse_who_may_not_invite(request)
    now = timezone.now()
    tab, rows = chosen(request, now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for invitation in page:
        invitation.is_theirs = permissions.can_manage_invitation(request.user, invitation)
        invitation.lapsed = state_of(invitation, now=now) == LAPSED
    context = {
        "page_obj": page,
        "tab": tab,
        "tabs": [(name, label) for name, label, _rows in TABS],
        "lists": InvitationList.objects.visible_to(request.user).order_by("-made_at", "-pk")[:5],
        "requests": JoinRequest.objects.visible_to(request.user).unanswered().count(),
        "answers_requests": permissions.can_answer_requests(request.user),
    }
    return render(request, "people/invitation_list.html", context)


@require_safe
def invitation_download(request):
    refuse_who_may_not_invite(request)
    now = timezone.now()
    tab, rows = chosen(request, now)
    header = [_("Name"), _("E-mail address"), _("Function"), _("School or partner"), _("State"), _("Invited by")]
    lines = (
        [
            row.name,
            row.email,
            row.get_function_display(),
            row.organisation,
            in_words(row, now=now),
            row.invited_by,
            *(
                short_date(timezone.localtime(at)) if at else ""
                for at in (row.sent_at, row.expires_at, row.accepted_at)
            ),
        ]
        for row in rows
    )
    dates = [_("Last sent at"), _("Valid until"), _("Accepted at")]
    return csv_response(f"{_('invitations')}-{tab}", [*header, *dates], lines)


def in_words(invitation, *, now):
    state = state_of(invitation, now=now)
    return _("counts no longer") if state == LAPSED else state.label


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_send(request):
    refuse_who_may_not_invite(request)
    now = timezone.now()
    form = InviteForm(request.POST or None, user=request.user, on=timezone.localdate(now), initial=asked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            invitation = actions.invite(**form.invitation(), by=request.user, now=now)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("invitations:invitation_list")
    return render(request, "people/invitation_send.html", {"form": form})


def asked_for(request):
    """The school or partner and the function that a link from another page names; the form offers only what may be."""
    named = [(kind, request.GET.get(kind, "")) for kind in ("school", "partner")]
    place = [f"{kind}:{pk}" for kind, pk in named if whole(pk)]
    function = request.GET.get("function", "").upper()
    return {**({"place": place[0]} if place else {}), **({"function": function} if function else {})}


def find(request, pk):
    """The invitation, for whoever may send it again or take it back."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user).newest_first(), pk=pk)
    if not permissions.can_manage_invitation(request.user, invitation):
        raise PermissionDenied
    return invitation


@require_POST
def invitation_send_again(request, pk):
    invitation = find(request, pk)
    try:
        actions.send_again(invitation=invitation, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = _("A new link is on its way to %(email)s. The link before it does not work any more.")
        messages.success(request, text % {"email": invitation.email})
    return redirect("invitations:invitation_list")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_revoke(request, pk):
    invitation = find(request, pk)
    if request.method != "POST":
        return render(request, "people/invitation_revoke.html", {"invitation": invitation})
    try:
        actions.revoke(invitation=invitation, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation of %(email)s was taken back.") % {"email": invitation.email})
    return redirect("invitations:invitation_list")

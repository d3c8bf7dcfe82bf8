"""Pages about what was decided: the register, and looking again at a decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.activities.actions import reviews
from network.activities.forms.reviews import ReviewForm
from network.activities.models import Review
from network.activities.permissions import can_edit_agenda
from network.base.refusal import Refusal
from network.base.tables import csv_response, workbook_response
from network.insight.deciding.register import RegisterForm, found, marked
from network.insight.thread import strand_of, visible_frameworks
from network.steering.models import Decision

ON_A_PAGE = 20


def asked(request):
    """The form of what is looked for, and the decisions that fit. Members only."""
    if not request.user.standing.is_member:
        raise Http404
    form = RegisterForm(request.GET, user=request.user, today=timezone.localdate())
    return form, found(request.user, form.wanted)


@require_safe
def decision_register(request):
    form, decisions = asked(request)
    page = Paginator(decisions, ON_A_PAGE).get_page(request.GET.get("page"))
    for decision in page:
        decision.shown_title = marked(getattr(decision, "title_found", decision.title))
        decision.shown_snippet = marked(getattr(decision, "snippet", ""))
    context = {
        "page_obj": page,
        "form": form,
        "today": timezone.localdate(),
        "is_narrowed": bool(form.wanted),
        "parameters": request.GET.urlencode(),
    }
    return render(request, "insight/decision_register.html", context)


@require_safe
def register_csv(request):
    return csv_response(_("decisions-file"), *table(request))


@require_safe
def register_workbook(request):
    return workbook_response(_("decisions-file"), *table(request))


def table(request):
    """The headings and a line for each decision that fits; the meeting for those who sit in it alone."""
    _form, decisions = asked(request)
    header = [_("Decision"), _("Explanation"), _("Decided on"), _("Framework"), _("Look at it again on")]
    rows = [line(decision) for decision in decisions.select_related("version__framework", "decided_in__activity")]
    if can_edit_agenda(request.user):
        return [*header, _("Meeting")], [[*cells, meeting] for *cells, meeting in rows]
    return header, [cells for *cells, _meeting in rows]


def line(decision):
    """The cells of a decision; the last one is the meeting in which it was taken, where it was taken in one."""
    item = getattr(decision, "decided_in", None)
    return [
        decision.title,
        decision.text,
        timezone.localdate(decision.decided_at),
        decision.version or "",
        decision.review_on or "",
        item.activity.title if item and item.activity else "",
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def decision_review(request, pk):
    """What happened since a decision that came back to the agenda; the steering group notes what becomes of it."""
    decisions = Decision.objects.visible_to(request.user).select_related("version__framework", "decided_by")
    decision = get_object_or_404(decisions, pk=pk)
    review = get_object_or_404(Review.objects.select_related("conclusion", "item__activity"), decision=decision)
    now, may = timezone.now(), can_edit_agenda(request.user) and not review.conclusion_id
    if request.method == "POST" and not may:
        return refuse(request, review)
    initial = {"title": (_("Looked at again: %(decision)s") % {"decision": decision})[:160]}
    form = ReviewForm(request.POST or None, on=timezone.localdate(now), initial=initial) if may else None
    if request.method == "POST" and form.is_valid() and conclude(request, review, form, now=now):
        return redirect(review)
    context = {
        "decision": decision,
        "review": review,
        "form": form,
        "strand": strand_since(decision, request.user, now=now),
        "steers": can_edit_agenda(request.user),
    }
    return render(request, "insight/decision_review.html", context)


def refuse(request, review):
    """Whoever sits in the steering group was too late; nobody else may."""
    if not can_edit_agenda(request.user):
        raise PermissionDenied
    messages.info(request, reviews.AlreadyConcluded())
    return redirect(review)


def conclude(request, review, form, *, now):
    try:
        reviews.conclude_review(review=review, by=request.user, now=now, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("It is recorded what becomes of the decision."))
    return True


def strand_since(decision, user, *, now):
    """What hangs under the framework of a decision, as far as this person may see it; None without a framework."""
    framework_id = decision.version and decision.version.framework_id
    framework = visible_frameworks(user).filter(pk=framework_id).first() if framework_id else None
    if not framework:
        return None
    strand = strand_of(framework, user, now=now, on=timezone.localdate(now))
    return {
        "framework": framework,
        "groups": strand.groups,
        "activities": [each for each in strand.held if each.starts_at >= decision.decided_at],
        "stories": [each for each in strand.stories if each.published_at >= decision.decided_at],
    }

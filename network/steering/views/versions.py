"""One version of a framework: reading it, writing it, beginning the next."""

import collections

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.base.refusal import Refusal
from network.steering import actions, permissions
from network.steering.consent import consent_of
from network.steering.forms import PositionForm, RemarkForm, version_form
from network.steering.models import Framework, FrameworkVersion, ObjectionRemark, SharedVision


def find_version(request, slug, number):
    """The version of this address if this person may see it; otherwise 404."""
    versions = FrameworkVersion.objects.visible_to(request.user).select_related(
        "framework", "written_by", "edited_by", "proposed_by", "adopted_by"
    )
    return get_object_or_404(versions, framework__slug=slug, number=number)


@require_safe
def version_detail(request, slug, number):
    return show_version(request, find_version(request, slug, number))


def show_version(request, version, *, sent=None, remark=None, status=200):
    """The page of a version. `sent` is a form with a position that did not go through, `remark` one with a message."""
    user, today = request.user, timezone.localdate()
    consent = consent_of(version, on=today) if version.is_proposed else None
    context = {
        "version": version,
        "framework": version.framework,
        "goals": version.framework.goals.in_order(),
        "vision": SharedVision.objects.in_force(),
        "decision": getattr(version, "decision", None),
        "consent": consent,
        "to_answer": to_answer(user, version, consent, sent=sent, on=today),
        "old_positions": old_positions(user, version),
        "history": history_for(user, version),
        "talks": talks_about(user, consent, remark=remark),
        "is_term_over": version.is_proposed and not version.takes_positions(on=today),
        "may": allowed(user, version, on=today),
    }
    if sent or remark:
        context["form"] = sent or remark  # so that the title says how many mistakes there are
    return render(request, "steering/version_detail.html", context, status=status)


def allowed(user, version, *, on):
    """What the page offers this person."""
    return {
        "see_positions": permissions.can_see_positions(user),
        "edit": permissions.can_edit_version(user, version),
        "propose": permissions.can_propose_version(user, version),
        "withdraw": permissions.can_withdraw_version(user, version),
        "rewrite": permissions.can_rewrite_version(user, version),
        "extend": permissions.can_extend_term(user, version),
        "remind": permissions.can_remind(user, version, on=on),
        "adopt": permissions.can_adopt(user, version),
    }


def to_answer(user, version, consent, *, sent, on):
    """For each school this person speaks for: the school, its position so far, and the form to give or change it."""
    if consent is None:
        return []
    mine = [
        answer
        for answer in consent.answers
        if permissions.can_give_position(user, version, answer.school.pk, on=on)
        or (sent and sent.school == answer.school)
    ]
    return [
        (school, position, sent if sent and sent.school == school else PositionForm(school=school, position=position))
        for school, position in mine
    ]


def history_for(user, version):
    """Every position that was given on a version, in order, for those who may see positions."""
    if not permissions.can_see_positions(user):
        return []
    return version.position_changes.select_related("school", "given_by").in_order()


def talks_about(user, consent, *, remark=None):
    """Of each school that objected: its position, what was said, and the form to go on (None once it is solved)."""
    if consent is None or not permissions.can_see_positions(user):
        return []
    said = collections.defaultdict(list)
    remarks = ObjectionRemark.objects.filter(position__in=consent.given).select_related("written_by").in_order()
    for each in remarks:
        said[each.position_id].append(each)
    return [
        (position, said[position.pk], form_to_go_on(position, remark))
        for position in consent.given
        if position.is_objection or said[position.pk] or (remark and remark.position == position)
    ]


def form_to_go_on(position, remark):
    if remark and remark.position == position:
        return remark
    return RemarkForm(position=position) if position.is_objection else None


def old_positions(user, version):
    """What schools thought of a version that was taken back; adopted ones have it in their decision."""
    if version.state != FrameworkVersion.State.WITHDRAWN or not permissions.can_see_positions(user):
        return []
    return version.positions.select_related("school", "given_by").order_by("school__name", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def version_edit(request, slug, number):
    version = find_version(request, slug, number)
    if not permissions.can_edit_version(request.user, version):
        raise PermissionDenied
    now = timezone.now()
    form = version_form(request.POST or None, version=version, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_version(version=version, by=request.user, now=now, **form.cleaned_data)
        except actions.EditedMeanwhile as clash:
            return show_edit(
                request, version, form.at_revision(clash.current.revision), theirs=clash.current, status=409
            )
        except Refusal as refusal:
            messages.error(request, refusal)
        else:
            messages.success(request, _("The draft is saved."))
        return redirect(version)
    return show_edit(request, version, form)


def show_edit(request, version, form, *, theirs=None, status=200):
    """The form; beside it the text of someone else that was saved meanwhile, so that nothing is lost."""
    context = {"version": version, "framework": version.framework, "form": form, "theirs": theirs}
    return render(request, "steering/version_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def version_new(request, slug):
    framework = get_object_or_404(Framework.objects.visible_to(request.user), slug=slug)
    if not permissions.can_start_version(request.user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            version = actions.start_new_version(framework=framework, by=request.user, now=timezone.now())
        except actions.NewVersionInTheMaking as refusal:
            messages.info(request, refusal)
            return redirect(framework.versions.in_the_making().first() or framework)
        return redirect("steering:version_edit", framework.slug, version.number)
    source = framework.versions.in_force().first() or framework.versions.newest_first().first()
    return render(request, "steering/version_new.html", {"framework": framework, "source": source})

"""Who organises an activity along."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from network.activities import actions
from network.activities.forms import CoEditorForm
from network.activities.models import CoEditor
from network.activities.views.loading import attempt, find_to_edit
from network.people.models import Membership, User


def find_to_share(request, slug):
    """An activity to organise together; meetings of a circle have their members."""
    activity = find_to_edit(request, slug)
    if activity.has_circle:
        raise Http404
    return activity


@require_http_methods(["GET", "HEAD", "POST"])
def co_editor_list(request, slug):
    """Who does, and a form to ask one more person."""
    activity, now = find_to_share(request, slug), timezone.now()
    people = people_to_ask(activity, on=timezone.localdate(now))
    form = CoEditorForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        user = form.cleaned_data["user"]
        if attempt(request, actions.add_co_editor, activity=activity, user=user, by=request.user, now=now):
            messages.success(request, _("%(person)s organises it along with you and gets a mail.") % {"person": user})
        return redirect("activities:co_editor_list", slug)
    together = activity.co_editors.select_related("user", "added_by").order_by("added_at", "pk")
    context = {"activity": activity, "form": form, "together": together}
    return render(request, "activities/co_editor_list.html", context)


def people_to_ask(activity, *, on):
    """Active people of a school or partner who do not organise it yet."""
    somewhere = Membership.objects.current(on=on).values("user")
    people = User.objects.active().filter(pk__in=somewhere).exclude(pk=activity.created_by_id)
    return people.exclude(pk__in=activity.co_editors.values("user")).with_standing(on=on).by_name()


@require_POST
def co_editor_remove(request, slug, pk):
    co_editor = get_object_or_404(CoEditor.objects.select_related("user"), activity=find_to_share(request, slug), pk=pk)
    actions.remove_co_editor(co_editor=co_editor)
    if co_editor.user == request.user:
        messages.success(request, _("You do not organise it any more."))
        return redirect("activities:activity_list")
    messages.success(request, _("%(person)s does not organise it any more.") % {"person": co_editor.user})
    return redirect("activities:co_editor_list", slug)

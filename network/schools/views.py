"""The schools of the network, open to everyone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.base.caching import public_page
from network.schools.managing.forms import AboutForm
from network.schools.models import School
from network.schools.permissions import can_bring_people, can_see_people, can_tell_about


@login_not_required
@require_safe
@public_page
def school_list(request):
    schools = School.objects.taking_part(on=timezone.localdate()).by_sector()
    return render(request, "schools/school_list.html", {"schools": schools})


@login_not_required
@require_safe
@public_page
def school_detail(request, slug):
    today = timezone.localdate()
    school = get_object_or_404(School.objects.begun(on=today).by_name(), slug=slug)
    sees_people = can_see_people(request.user)
    return render(
        request,
        "schools/school_detail.html",
        {
            "school": school,
            "has_left": school.has_left(on=today),
            "sees_people": sees_people,
            "brings_people": can_bring_people(request.user, school) and not school.has_left(on=today),
            "tells": can_tell_about(request.user, school) and not school.has_left(on=today),
            "colleagues": school.memberships.colleagues(on=today) if sees_people else [],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def school_tell(request, slug):
    """Write what a school says about itself. Of two who do so at once the second is told."""
    taking_part = School.objects.taking_part(on=timezone.localdate())
    school = get_object_or_404(taking_part.select_for_update(of=("self",)), slug=slug)
    if not can_tell_about(request.user, school):
        raise PermissionDenied
    form = AboutForm(request.POST or None, instance=school)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The texts are saved. Visitors see them within ten seconds."))
        return redirect(school)
    return render(request, "schools/school_tell.html", {"school": school, "form": form})

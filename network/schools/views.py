"""The schools of the network, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.base.caching import public_page
from network.schools.models import School
from network.schools.permissions import can_bring_people, can_see_people


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
            "colleagues": school.memberships.colleagues(on=today) if sees_people else [],
        },
    )

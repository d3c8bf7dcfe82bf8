"""The pages of a school visit."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.activities.models import Activity
from network.activities.views.detail import about
from network.activities.views.loading import find, find_to_edit
from network.activities.views.planning import edit_page, plan_page
from network.base.caching import public_page
from network.visits.forms import VisitForm
from network.visits.models import SchoolVisit


@login_not_required
@require_safe
@public_page
def visit_detail(request, slug):
    visit = find(request, slug, SchoolVisit)
    return render(request, "visits/visit_detail.html", about(request, visit, now=timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def visit_plan(request):
    return plan_page(request, Activity.Kind.SCHOOL_VISIT, VisitForm)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request, slug):
    return edit_page(request, find_to_edit(request, slug, SchoolVisit), VisitForm)

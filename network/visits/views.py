"""The page of a school visit."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.activities.views.detail import about
from network.activities.views.loading import find
from network.base.caching import public_page
from network.visits.models import SchoolVisit


@login_not_required
@require_safe
@public_page
def visit_detail(request, slug):
    visit = find(request, slug, SchoolVisit)
    return render(request, "visits/visit_detail.html", about(request, visit, now=timezone.now()))

"""The partners of the network, open to everyone; grants for whom they concern."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.base.caching import public_page
from network.partners.models import Partner
from network.partners.permissions import can_see_grants


@login_not_required
@require_safe
@public_page
def partner_list(request):
    partners = Partner.objects.taking_part(on=timezone.localdate()).with_contributions().by_name()
    return render(request, "partners/partner_list.html", {"partners": partners})


@login_not_required
@require_safe
@public_page
def partner_detail(request, slug):
    today = timezone.localdate()
    partner = get_object_or_404(Partner.objects.begun(on=today), slug=slug)
    return render(
        request,
        "partners/partner_detail.html",
        {
            "partner": partner,
            "has_left": partner.has_left(on=today),
            "contributions": partner.contributions.on_offer(),
            "sees_grants": can_see_grants(request.user, partner),
            "grants": partner.grants.latest_first() if can_see_grants(request.user, partner) else [],
        },
    )

"""Django's admin as the portal uses it: one way in, and not there for whoever does not administer."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class Administration(AdminSite):
    site_header = site_title = _("Administration")
    index_title = _("Accounts and settings")
    empty_value_display = "–"

    def admin_view(self, view, cacheable=False):
        """404 for people without the office. A visitor comes to `login` before this."""
        page = super().admin_view(view, cacheable)

        @wraps(page)
        def for_administrators(request, *args, **kwargs):
            if not self.has_permission(request):
                raise Http404
            return page(request, *args, **kwargs)

        return for_administrators

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Send on to the portal's one page to sign in, which has the limits and the second step."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def logout(self, request, extra_context=None):
        logout(request)
        return redirect("home")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

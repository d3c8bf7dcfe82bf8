"""Partners, for the administrator."""

from django.contrib import admin

from network.partners.models import Contribution, Grant, Partner


class ContributionInline(admin.StackedInline):
    model = Contribution
    extra = 0


class GrantInline(admin.StackedInline):
    """A grant is kept for whoever must account for it."""

    model = Grant
    extra = 0
    can_delete = False


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin):
    """A partner that leaves gets a last day; it is not deleted."""

    list_display = ["name", "kind", "is_funder", "joined_on", "left_on"]
    list_filter = ["kind"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ContributionInline, GrantInline]

    def has_delete_permission(self, request, obj=None):
        return False

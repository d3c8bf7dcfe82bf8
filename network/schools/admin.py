"""Schools and the network itself, for the administrator."""

from django.contrib import admin

from network.schools.models import Network, School, SchoolBoard, SchoolHoliday, Sector, Theme


@admin.register(Network)
class NetworkAdmin(admin.ModelAdmin):
    """The one row of this portal."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Network.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    """A school that leaves gets a last day; it is not deleted."""

    list_display = ["name", "board", "sector", "city", "joined_on", "left_on"]
    list_filter = ["sector"]
    list_select_related = ["board", "sector"]
    search_fields = ["name", "brin"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(SchoolBoard)
class SchoolBoardAdmin(admin.ModelAdmin):
    list_display = ["name", "number"]
    search_fields = ["name", "number"]
    ordering = ["name", "pk"]


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):
    list_display = ["name", "code"]
    ordering = ["pk"]


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(admin.ModelAdmin):
    list_display = ["name", "starts_on", "ends_on"]
    ordering = ["-starts_on", "-pk"]

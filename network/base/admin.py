"""Outgoing mail for the administrator: whom, when and what went wrong; never what it says."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.base import mail
from network.base.models import OutgoingMail


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("waiting", _("waiting")), ("sent", _("sent")), ("given_up", _("given up"))]

    def queryset(self, request, queryset):
        verbs = {"waiting": queryset.waiting, "sent": queryset.sent, "given_up": queryset.given_up}
        return verbs[self.value()]() if self.value() in verbs else queryset


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    list_display = ["to_address", "subject", "queued_at", "sent_at", "given_up_at", "attempts"]
    list_filter = [StateFilter]
    search_fields = ["to_address", "subject"]
    ordering = ["-queued_at", "-pk"]
    fields = [
        "to_address",
        "subject",
        "queued_at",
        "sent_at",
        "given_up_at",
        "attempts",
        "try_again_at",
        "last_error",
        "message_id",
    ]
    actions = ["try_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Try again to send what was given up"))
    def try_again(self, request, queryset):
        now = timezone.now()
        taken_up = sum(mail.try_again(pk=pk, now=now) for pk in queryset.values_list("pk", flat=True))
        self.message_user(request, _taken_up(taken_up), messages.SUCCESS if taken_up else messages.WARNING)


def _taken_up(count):
    if not count:
        return _("Nothing to try again. The text of mail with a link to an account is forgotten: send a new link.")
    return ngettext("%(count)d mail is tried again.", "%(count)d mails are tried again.", count) % {"count": count}

"""Accounts, for the administrator. Nobody sees or sets a password here: its owner chooses it through a link.

Offices and functions are read here and changed on the pages of the room `membership`, where what hangs on them happens
too. To change an account one shows once more who one is.
"""

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.people import actions
from network.people.actions.addresses import change_address
from network.people.actions.offices import FallsVacant, is_last_holder
from network.people.models import Appointment, Membership, User
from network.people.reauthentication import reauthenticated


class ReadOnly:
    """Shown and not changed: what hangs on it happens on the portal's own pages, with mail to whom it concerns."""

    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class MembershipInline(ReadOnly, admin.TabularInline):
    model = Membership


class AppointmentInline(ReadOnly, admin.TabularInline):
    model = Appointment


class UserForm(forms.ModelForm):
    send_link = forms.BooleanField(
        label=_("send a link to choose a password"),
        initial=True,
        required=False,
        help_text=_("Right away, to the e-mail address above."),
    )

    class Meta:
        model = User
        fields = ["email", "given_name", "family_name", "language", "is_active"]
        help_texts = {
            "is_active": _(
                "Without this, every session ends at once and no more mail about activities goes out. Places at"
                " activities and in groups stay: should this person not come back, note the last day at the school or"
                " partner."
            )
        }

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def clean_is_active(self):
        """An office that somebody holds does not fall vacant by closing an account; the database holds the same."""
        is_active = self.cleaned_data["is_active"]
        if self.instance.is_active and not is_active and is_last_holder(self.instance, on=timezone.localdate()):
            raise forms.ValidationError(FallsVacant.sentence)
        return is_active


def where_to_go():
    """What is kept elsewhere, and where; with the page for those who may not open it, too."""
    sentence = _(
        "Offices are given and ended on the page {offices}, functions at schools and partners by who leads there."
    )
    link = format_html('<a href="{}">{}</a>', reverse("membership:office_list"), _("Offices of the network"))
    return format_html(str(sentence), offices=link)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    form = UserForm
    view_on_site = False
    list_display = ["name", "email", "title", "organisation", "is_active", "last_login"]
    list_filter = ["is_active", "language"]
    search_fields = ["email", "given_name", "family_name"]
    ordering = ["given_name", "family_name", "pk"]
    readonly_fields = ["joined_at", "last_login", "has_second_step"]
    actions = ["send_password_link", "take_away_second_step"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_standing(on=timezone.localdate())

    def get_fieldsets(self, request, obj=None):
        own = ["email", "given_name", "family_name", "language"]
        if not obj:
            return [(None, {"fields": [*own, "send_link"]})]
        facts = ["is_active", "joined_at", "last_login", "has_second_step"]
        return [(None, {"fields": [*own, *facts], "description": where_to_go()})]

    def get_readonly_fields(self, request, obj=None):
        """Nobody closes one's own account: then there might be no administrator left. One's own address one changes on
        one's own page, where a mail to the new one shows that it is right."""
        return [*self.readonly_fields, "is_active", "email"] if obj == request.user else self.readonly_fields

    def get_inlines(self, request, obj):
        return [MembershipInline, AppointmentInline] if obj else []

    # Whoever found an open screen reads accounts and changes none.

    @method_decorator(reauthenticated(allow_get=True))
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    @method_decorator(reauthenticated(allow_get=True))
    def changelist_view(self, request, *args, **kwargs):
        return super().changelist_view(request, *args, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("name"), ordering="given_name")
    def name(self, person):
        return person.get_full_name()

    @admin.display(description=_("role"))
    def title(self, person):
        return person.standing.title

    @admin.display(description=_("organisation"))
    def organisation(self, person):
        return person.standing.organisation

    @admin.display(description=_("logs in with a second step"), boolean=True)
    def has_second_step(self, person):
        return Authenticator.objects.filter(user=person).exists()

    def save_model(self, request, person, form, change):
        if not change:
            person.set_unusable_password()
        address = person.email
        if "email" in form.changed_data and change:
            person.email = form.initial["email"]
        super().save_model(request, person, form, change)
        change_address(person=person, email=address, now=timezone.now())

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change and form.cleaned_data["send_link"]:
            actions.invite_to_choose_a_password(people=[form.instance], now=timezone.now())

    @admin.action(description=_("Send a link to choose a password"))
    def send_password_link(self, request, queryset):
        sent = actions.invite_to_choose_a_password(people=queryset, now=timezone.now())
        text = ngettext("%(count)d link is on its way.", "%(count)d links are on their way.", sent) % {"count": sent}
        self.message_user(request, text, messages.SUCCESS if sent else messages.WARNING)

    @admin.action(description=_("Take away the second step (lost phone)"))
    def take_away_second_step(self, request, queryset):
        with transaction.atomic():
            people = [actions.take_away_second_step(person=person, now=timezone.now()) for person in queryset]
        count = sum(people)
        text = ngettext(
            "%(count)d person logs in without a second step.", "%(count)d people log in without a second step.", count
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS if count else messages.WARNING)

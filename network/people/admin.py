"""Accounts, for the administrator. Nobody sees or sets a password here: its owner chooses it through a link."""

import datetime

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.people import actions, emails
from network.people.actions.offices import FallsVacant, NotOneself, is_last_holder
from network.people.models import Appointment, Membership, User


class MembershipInline(admin.StackedInline):
    """What ends gets a last day; it is not deleted."""

    model = Membership
    extra = 0
    can_delete = False


class AppointmentFormSet(forms.BaseInlineFormSet):
    by = None

    def clean(self):
        super().clean()
        for form in self.forms:
            if leaves_vacant(form):
                raise forms.ValidationError(FallsVacant.sentence)
            if self.instance == self.by and form.has_changed() and gives(form):
                raise forms.ValidationError(NotOneself.sentence)


def gives(form):
    """Whether the form begins an appointment, or makes one last longer."""
    if not form.instance.pk or {"office", "starts_on"} & set(form.changed_data):
        return True
    was, last_day = form.initial.get("ends_on"), form.cleaned_data.get("ends_on")
    return was is not None and (last_day is None or last_day > was)


def leaves_vacant(form):
    """Whether the last day that is filled in would leave an office to nobody. The database holds the same."""
    last_day = form.cleaned_data.get("ends_on") if hasattr(form, "cleaned_data") else None
    if not last_day or "ends_on" not in form.changed_data or not form.instance.pk:
        return False
    others = Appointment.objects.exclude(pk=form.instance.pk).filter(office=form.instance.office, user__is_active=True)
    next_day = last_day + datetime.timedelta(days=1)
    return not others.current(on=next_day).exists()


class AppointmentInline(admin.TabularInline):
    model = Appointment
    formset = AppointmentFormSet
    extra = 0
    can_delete = False

    def get_formset(self, request, obj=None, **kwargs):
        """The form knows who fills it in: nobody gives an office to oneself, here neither."""
        made = super().get_formset(request, obj, **kwargs)
        made.by = request.user
        return made


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

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def clean_is_active(self):
        """An office that somebody holds does not fall vacant by closing an account; the database holds the same."""
        is_active = self.cleaned_data["is_active"]
        if self.instance.is_active and not is_active and is_last_holder(self.instance, on=timezone.localdate()):
            raise forms.ValidationError(FallsVacant.sentence)
        return is_active


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    form = UserForm
    view_on_site = False
    list_display = ["name", "email", "title", "organisation", "is_active", "last_login"]
    list_filter = ["is_active", "language"]
    search_fields = ["email", "given_name", "family_name"]
    ordering = ["given_name", "family_name", "pk"]
    readonly_fields = ["joined_at", "last_login", "has_second_step"]
    inlines = [MembershipInline, AppointmentInline]
    actions = ["send_password_link", "take_away_second_step"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_standing(on=timezone.localdate())

    def get_fieldsets(self, request, obj=None):
        own = ["email", "given_name", "family_name", "language"]
        if not obj:
            return [(None, {"fields": [*own, "send_link"]})]
        return [(None, {"fields": [*own, "is_active", "joined_at", "last_login", "has_second_step"]})]

    def get_readonly_fields(self, request, obj=None):
        """Nobody closes one's own account: then there might be no administrator left."""
        return [*self.readonly_fields, "is_active"] if obj == request.user else self.readonly_fields

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
        super().save_model(request, person, form, change)
        if change and "email" in form.changed_data:
            self.tell_old_address(person, form.initial["email"])

    def tell_old_address(self, person, address):
        changed = {"to_email": person.email}
        emails.queue_notice(person, name="email_changed", to=address, context=changed, now=timezone.now())

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

"""Withdrawing."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base.forms import PortalForm
from network.people.models import Membership, User


class WithdrawForm(PortalForm):
    """Withdrawing, with the choice to hand a place to a colleague of the same school."""

    submit_label = _("Withdraw")

    colleague = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Give my place to a colleague"),
        help_text=_("Then your place does not go to the waiting list."),
        required=False,
        empty_label=_("Nobody, my place becomes free"),
    )

    def __init__(self, *args, registration, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues = colleagues_without_a_place(registration)
        if registration.is_confirmed and colleagues:
            self.fields["colleague"].queryset = colleagues
        else:
            del self.fields["colleague"]


def colleagues_without_a_place(registration):
    """Active people of the same school who have no place in the activity."""
    if not registration.school_id:
        return User.objects.none()
    there = Membership.objects.current(on=timezone.localdate()).filter(school=registration.school_id)
    have_one = registration.activity.registrations.confirmed().values("user")
    return User.objects.active().filter(pk__in=there.values("user")).exclude(pk__in=have_one).by_name()

"""Withdrawing, taking a colleague along, and a place outside the order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.activities.models import Registration
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

    because = forms.CharField(
        label=_("Why can you not come?"),
        help_text=_("You need not say. The organisers read it."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args, registration, on, **kwargs):
        super().__init__(*args, **kwargs)
        have_one, there = Registration.objects.confirmed(), registration.school_id
        colleagues = colleagues_without(have_one, registration.activity, there, on=on)
        self.order_fields(["colleague", "because"])
        if registration.is_confirmed and colleagues:
            self.fields["colleague"].queryset = colleagues
        else:
            del self.fields["colleague"]


class TakeAlongForm(PortalForm):
    """A choice of colleagues of the own school who are not registered yet."""

    submit_label = _("Register this colleague")

    colleague = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who comes along?"),
        help_text=_("Your colleague gets a mail, and can withdraw."),
        empty_label=_("Choose a colleague"),
    )

    def __init__(self, *args, activity, by, on, **kwargs):
        super().__init__(*args, **kwargs)
        schools = by.standing.school_ids
        registered = Registration.objects.active()
        colleagues = User.objects.none()
        for school in schools:
            colleagues |= colleagues_without(registered, activity, school, on=on)
        self.fields["colleague"].queryset = colleagues.exclude(pk=by.pk).distinct()


class GivePlaceForm(PortalForm):
    submit_label = _("Give this person the place")

    reason = forms.CharField(
        label=_("Why does this person go before the others?"),
        help_text=_("It is written down, and the organisers can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


def colleagues_without(registrations, activity, school, *, on):
    """Active people of a school (its key, or None) who have none of `registrations` for the activity."""
    if not school:
        return User.objects.none()
    there = Membership.objects.current(on=on).filter(school=school)
    have_one = registrations.filter(activity=activity, user__isnull=False).values("user")
    return User.objects.active().filter(pk__in=there.values("user")).exclude(pk__in=have_one).by_name()

"""The offices of the network: who holds which, giving and ending them, and handing over the project."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from network.base.refusal import Refusal
from network.membership import permissions
from network.membership.actions import hand_over as handing
from network.membership.actions import offices
from network.membership.forms import AppointForm, EndForm, HandOverForm
from network.membership.models import HandOver
from network.membership.views.members import form_page
from network.people.models import Appointment, User
from network.people.reauthentication import reauthenticated

Office = Appointment.Office
GIVE = {
    Office.ADMINISTRATOR: gettext_lazy("Make somebody administrator"),
    Office.PROJECT_LEAD: gettext_lazy("Make somebody project lead"),
}


def asked_again(can):
    """For those of whom `can` is true, after they gave their password (or what they log in with) again.

    For all others the page is not there.
    """

    def decorate(view):
        known = reauthenticated(view)

        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not can(request.user):
                raise Http404
            return known(request, *args, **kwargs)

        return wrapper

    return decorate


@require_safe
def office_list(request):
    user, today = request.user, timezone.localdate()
    if not permissions.can_see_offices(user):
        raise Http404
    appointments = list(Appointment.objects.select_related("user").order_by("-starts_on", "-pk"))
    present = [row for row in appointments if row.ends_on is None or row.ends_on >= today]
    ending = {row.pk for row in present if permissions.can_end_appointment(user, row)}
    context = {
        "offices": [(office.label, [row for row in present if row.office == office]) for office in Office],
        "today": today,
        "former": [row for row in appointments if row not in present],
        "ending": ending,
        "with_ending": {row.office for row in present if row.pk in ending},
        "can_hand_over": permissions.can_hand_over(user),
        "pending": HandOver.objects.pending().select_related("giver", "receiver").order_by("pk"),
    }
    return render(request, "membership/office_list.html", context)


def people_with_account(user, *, on):
    return User.objects.active().exclude(pk=user.pk).with_standing(on=on).by_name()


@form_page
@asked_again(permissions.can_give_offices)
def office_give(request, office):
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    form = AppointForm(request.POST or None, today=today, people=people_with_account(user, on=today))
    form.submit_label = GIVE[office]
    if request.method == "POST" and form.is_valid():
        try:
            offices.give_office(office=office, by=user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s gets a mail about it.") % {"person": form.cleaned_data["person"]})
            return redirect("membership:office_list")
    context = {"form": form, "title": GIVE[office], "office": office}
    return render(request, "membership/office_give.html", context)


@form_page
@asked_again(permissions.can_see_offices)
def office_end(request, pk):
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    appointment = get_object_or_404(Appointment.objects.select_related("user"), pk=pk)
    if not permissions.can_end_appointment(user, appointment):
        raise PermissionDenied
    form = EndForm(request.POST or None, today=today)
    form.submit_label = _("End it")
    if request.method == "POST" and form.is_valid():
        try:
            offices.end_office(appointment=appointment, last_day=form.last(), by=user, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The last day of %(person)s is noted.") % {"person": appointment.user})
            return redirect("dashboard:landing" if appointment.user == user else "membership:office_list")
    return render(request, "membership/office_end.html", {"form": form, "appointment": appointment})


@form_page
@asked_again(permissions.can_hand_over)
def hand_over(request):
    """Choose who, when and what goes along; see what happens; do it (`sure`)."""
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    form = HandOverForm(request.POST or None, today=today, people=people_with_account(user, on=today))
    context = {"form": form}
    if request.method != "POST" and HandOver.objects.pending().filter(giver=user).exists():
        return redirect("membership:hand_over_take_back")
    if request.method != "POST" or not form.is_valid():
        return render(request, "membership/hand_over.html", context)
    if "sure" not in request.POST:
        return render(request, "membership/hand_over_preview.html", {**context, **preview(user, form)})
    try:
        handing.hand_over(giver=user, now=now, **form.arrangement())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return render(request, "membership/hand_over.html", context)
    messages.success(request, _("The hand-over is arranged. You both get a mail."))
    return redirect("dashboard:landing")


def preview(user, form):
    """What the hand-over would do, in the words of the page."""
    chosen = form.arrangement()
    last_day = chosen["together_until"] or chosen["starts_on"] - handing.DAY
    numbers = {
        name: rows.aggregate(n=Count("pk"))["n"] for name, rows, _owner in handing.moving(user) if chosen["moves"][name]
    }
    return {**chosen, "last_day": last_day, "numbers": numbers, "begins_today": chosen["starts_on"] <= form.today}

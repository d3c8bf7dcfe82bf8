"""Mail to people about their place in the network. It is service mail: about one's own account."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from network.base import mail
from network.base.text import short_date
from network.people.links import absolute
from network.people.models import Appointment, User

NEWS = {
    "begun": _("From %(day)s you are %(function)s at %(place)s"),
    "ended": _("Your place at %(place)s ends; %(day)s is the last day"),
    "moved": _("From %(day)s you are %(function)s at %(place)s, and no longer at your former school"),
    "appointed": _("From %(day)s you are %(function)s of the network"),
    "office_ended": _("You are no longer %(function)s of the network; %(day)s is the last day"),
}
NEWS_OF_ANOTHER = {
    "appointed": _("From %(day)s %(person)s is %(function)s of the network"),
    "office_ended": _("%(person)s is no longer %(function)s of the network; %(day)s is the last day"),
}
"""The same, for who else holds that office: nobody gets or loses it unseen."""


def queue_begun(membership, *, by, now):
    _queue("begun", membership.user, by, now, about=membership, day=membership.starts_on)


def queue_ended(membership, *, last_day, by, now):
    _queue("ended", membership.user, by, now, about=membership, day=last_day)


def queue_moved(membership, *, by, now):
    _queue("moved", membership.user, by, now, about=membership, day=membership.starts_on)


def queue_appointed(appointment, *, by, now):
    _queue("appointed", appointment.user, by, now, about=appointment, day=appointment.starts_on)
    queue_to_other_holders("appointed", appointment, day=appointment.starts_on, by=by, now=now)


def queue_office_ended(appointment, *, last_day, by, now):
    _queue("office_ended", appointment.user, by, now, about=appointment, day=last_day)
    queue_to_other_holders("office_ended", appointment, day=last_day, by=by, now=now)


def queue_to_other_holders(name, appointment, *, day, by, now, but=None):
    """Tell who else holds this office, or will. Whoever did it gets it as well: it may have been done in their name."""
    offices = absolute(reverse("membership:office_list"))
    for holder in other_holders(appointment, on=timezone.localdate(now)).exclude(pk=but and but.pk):
        with override(holder.language):
            words = {"day": short_date(day), "function": appointment.get_office_display(), "person": appointment.user}
            news = gettext(NEWS_OF_ANOTHER[name]) % words
        _send("office_news", holder, now, concerning=appointment, by=by, news=news, offices=offices)


def other_holders(appointment, *, on):
    lasting = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), office=appointment.office)
    return User.objects.active().filter(pk__in=lasting.values("user")).exclude(pk=appointment.user_id).by_name()


def _queue(name, person, by, now, *, about, day):
    with override(person.language):
        words = {
            "day": short_date(day),
            "function": about.get_function_display() if hasattr(about, "function") else about.get_office_display(),
            "place": str(getattr(about, "organisation", "")),
        }
        news = gettext(NEWS[name]) % words
    _send("news", person, now, concerning=about, by=by, news=news, profile=absolute(reverse("people:profile")))


def queue_handed_over(hand_over, *, last_day, appointment, now):
    """To the successor what begins and what to do for it; to the giver what was arranged."""
    shared = {"hand_over": hand_over, "last_day": last_day, "concerning": appointment}
    security, offices = absolute(reverse("mfa_index")), absolute(reverse("membership:office_list"))
    giver = hand_over.giver
    _send("handed_over_to_you", hand_over.receiver, now, security=security, **shared)
    _send("handed_over_by_you", giver, now, offices=offices, **shared)
    queue_to_other_holders("appointed", appointment, day=appointment.starts_on, by=giver, now=now, but=giver)


def queue_taken_back(hand_over, *, now):
    _send("hand_over_taken_back", hand_over.receiver, now, concerning=hand_over, hand_over=hand_over)


def queue_fell_through(hand_over, *, now):
    link = absolute(reverse("membership:hand_over"))
    _send("hand_over_fell_through", hand_over.giver, now, concerning=hand_over, hand_over=hand_over, link=link)


def _send(name, person, now, *, concerning, **context):
    mail.queue(
        template=f"membership/mail/{name}",
        to=person.email,
        language=person.language,
        now=now,
        context={"person": person, **context},
        concerning=concerning,
    )

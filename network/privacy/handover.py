"""What somebody must hand over before leaving, so that nobody is left without a project lead or a school's voice."""

import dataclasses
import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activities.models import ActionItem, Activity
from network.base.text import short_date
from network.people.models import Appointment, Membership, User
from network.people.standing import Role
from network.working_groups.models import GroupMembership

DAY = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class ToHandOver:
    """One thing, in a sentence, with the page where it is arranged (or none)."""

    sentence: str
    url: str = ""


def must(person, *, on):
    """What keeps a person from leaving on a date: nobody else does it."""
    return [*_offices_left_to_nobody(person, on), *_only_voice_of_schools(person, on)]


def _offices_left_to_nobody(person, on):
    for own in person.appointments.exclude(ends_on__lt=on).order_by("starts_on", "pk"):
        # Leaving ends an office on this day, or on its first day when that is still to come.
        last_day = max(own.starts_on, on)
        if own.ends_on and own.ends_on <= last_day:
            continue
        others = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=last_day), user__is_active=True)
        others = others.filter(office=own.office, starts_on__lte=last_day + DAY).exclude(user=person)
        if not others.exists():
            yield _coming_office(own, on) if own.starts_on > on else _present_office(own)


def _present_office(own):
    if own.office == Role.ADMINISTRATOR:
        sentence = _("You are the only administrator. Appoint another one first.")
        return ToHandOver(sentence, reverse("membership:office_list"))
    sentence = _("You are the only project lead. Hand over the project first.")
    if own.ends_on:
        sentence = _(
            "You are project lead until %(day)s, and nobody else is before that. It is possible after that day."
        )
        return ToHandOver(sentence % {"day": short_date(own.ends_on)})
    return ToHandOver(sentence, reverse("membership:hand_over"))


def _coming_office(own, on):
    """Of a successor: whoever holds the office now can choose somebody else."""
    words = {"day": short_date(own.starts_on), "office": own.get_office_display()}
    holder = User.objects.holding(own.office, on=on).exclude(pk=own.user_id).by_name().first()
    if holder is None:
        return ToHandOver(_("From %(day)s you are the only %(office)s. Let somebody else be appointed first.") % words)
    sentence = _("From %(day)s you are the only %(office)s. Let %(holder)s choose somebody else first.")
    return ToHandOver(sentence % {**words, "holder": holder}, holder.get_absolute_url())


def _only_voice_of_schools(person, on):
    leads = Membership.objects.current(on=on).filter(user=person, function=Role.SCHOOL_LEADER, school__isnull=False)
    for membership in leads.select_related("school"):
        others = User.objects.speaking_for([membership.school_id], on=on).exclude(pk=person.pk)
        if not others.exists():
            words = {"school": membership.school}
            sentence = _(
                "You are the only one who speaks for %(school)s. Let the project lead add another leader first."
            )
            yield ToHandOver(sentence % words, membership.school.get_absolute_url())


def better(person, *, on, now):
    """What a person had better hand over, though it keeps nobody from leaving."""
    return [*_promises(person), *_coming(person, now), *_groups(person, on)]


def _promises(person):
    count = ActionItem.objects.open().of(person).count()
    if count:
        text = ngettext("%(count)d action is still yours.", "%(count)d actions are still yours.", count)
        yield ToHandOver(text % {"count": count}, reverse("activities:action_item_list"))


def _coming(person, now):
    for activity in Activity.objects.published().upcoming(now=now).filter(created_by=person).chronological():
        yield ToHandOver(_("You organise “%(title)s”.") % {"title": activity}, activity.get_absolute_url())


def _groups(person, on):
    chairs = GroupMembership.objects.current(on=on).filter(Q(is_chair=True), user=person)
    for seat in chairs.select_related("group"):
        yield ToHandOver(
            _("You lead the working group %(name)s.") % {"name": seat.group}, seat.group.get_absolute_url()
        )

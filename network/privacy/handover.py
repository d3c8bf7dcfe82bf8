"""What somebody must hand over before leaving, so that nobody is left without a project lead or a school's voice."""

import dataclasses

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activities.models import ActionItem, Activity
from network.people.models import Membership, User
from network.people.standing import Role
from network.working_groups.models import GroupMembership


@dataclasses.dataclass(frozen=True)
class ToHandOver:
    """One thing, in a sentence, with the page where it is arranged (or none)."""

    sentence: str
    url: str = ""


def must(person, *, on):
    """What keeps a person from leaving on a date: nobody else does it."""
    return [*_last_of_offices(person, on), *_only_voice_of_schools(person, on)]


def _last_of_offices(person, on):
    sentences = {
        Role.PROJECT_LEAD: _("You are the only project lead. Let an administrator appoint another one first."),
        Role.ADMINISTRATOR: _("You are the only administrator. Appoint another one first."),
    }
    for office, sentence in sentences.items():
        holders = set(User.objects.holding(office, on=on).values_list("pk", flat=True))
        if holders == {person.pk}:
            yield ToHandOver(sentence)


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

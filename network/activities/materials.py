"""The materials of an activity that somebody may see, and with whom one can share what one adds."""

from django.utils.translation import gettext_lazy as _

from network.activities import permissions
from network.activities.models import Activity, Material
from network.people.audience import Audience
from network.people.standing import standing_of

ABOVE = [
    (Audience.SCHOOLS, _("The schools: everyone who works at a school of the network")),
    (Audience.SCHOOLS_AND_PARTNERS, _("Schools and partners: also the organisations that help us")),
    (Audience.FUNDERS, _("Funders too: also those who give a grant")),
    (Audience.PUBLIC, _("Everyone: also outside the network")),
]
SMALL_CIRCLE = {
    Activity.Kind.STEERING_MEETING: _("The steering group"),
    Activity.Kind.GROUP_MEETING: _("The working group"),
}
WHO_TAKES_PART = _("Who takes part: everyone with a place, and those who organise it")


def seen_by(user, activity):
    """The materials of an activity for one person; none for who may not read what it is about."""
    if not permissions.can_read(user, activity):
        return Material.objects.none()
    return Material.objects.visible_to(user).filter(activity=activity)


def rungs(activity, user):
    """The choices of the ladder, from small to large. None is wider than the activity: its page would not open."""
    choices = [(Audience.ONLY_ME, _("Only me, for now"))]
    if standing_of(user).school_ids and not activity.has_circle:
        choices.append((Audience.MY_SCHOOL, _("My school: your colleagues there")))
    choices.append((Audience.WORKING_GROUP, SMALL_CIRCLE.get(activity.kind, WHO_TAKES_PART)))
    return choices + [(rung, label) for rung, label in ABOVE if rung <= activity.audience]

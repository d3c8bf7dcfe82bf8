"""How many people an activity reaches before it is published: who will see it."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activities.actions import circle_of
from network.activities.models import Activity
from network.people.audience import Audience, open_to
from network.people.models import User


def readers(activity, *, now):
    """How many active people will see an activity once it is published."""
    on = localdate(now)
    circle = set(circle_of(activity, on=on).values_list("pk", flat=True)) | {activity.created_by_id}
    circle |= set(activity.co_editors.values_list("user", flat=True))
    people = User.objects.active().with_standing(on=on)
    leads_read = not activity.working_group_id
    return sum(
        activity.audience >= open_to(person) or person.pk in circle or (leads_read and person.standing.leads_project)
        for person in people
    )


def sentence(activity, *, now):
    """Who will see it, in words and in number."""
    number = readers(activity, now=now)
    people = ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
    return who(activity) % {"people": people}


def who(activity):
    if activity.audience == Audience.PUBLIC:
        return _("Everyone sees it: it stands on the public agenda. In the network that is %(people)s.")
    if activity.audience == Audience.FUNDERS:
        return _("Everyone at a school or partner sees it, those who give a grant included: %(people)s.")
    if activity.audience == Audience.SCHOOLS_AND_PARTNERS:
        return _("Everyone at a school or partner sees it, but not those who give a grant: %(people)s.")
    if activity.audience == Audience.SCHOOLS:
        return _("Everyone at a school of the network and the project lead see it: %(people)s.")
    if activity.kind == Activity.Kind.STEERING_MEETING:
        return _("The steering group and the project lead see it: %(people)s.")
    return _("The members of the working group see it: %(people)s. The project lead sees only when and where it is.")

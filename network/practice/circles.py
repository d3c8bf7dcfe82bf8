"""Who would read a story: the rungs of the ladder that its author can choose, each with the people on it.

The people are counted with the same rule that opens a story later (`open_to`): what is promised here happens.
"""

import dataclasses

from django.utils.translation import gettext as _

from network.partners.models import Partner
from network.people.audience import Audience, open_to
from network.people.models import User
from network.schools.models import School
from network.working_groups.models import GroupMembership, WorkingGroup

FEW = 40  # so many names of people are still read


@dataclasses.dataclass(frozen=True, slots=True)
class Circle:
    """One choice of the ladder, with how many people read besides the author.

    `reach` says in words who they are; `names` are of people in a small circle and of organisations in a large one.
    """

    audience: Audience
    title: str
    people: int
    reach: str = ""
    names: tuple[str, ...] = ()
    group_id: int | None = None

    @property
    def is_public(self):
        return self.audience == Audience.PUBLIC

    @property
    def names_people(self):
        return self.audience < Audience.SCHOOLS

    @property
    def key(self):
        return f"{self.audience.value}-{self.group_id}" if self.group_id else str(self.audience.value)

    def holds(self, story):
        """Whether the story is shared with this circle now."""
        return (
            story.is_published
            and story.audience == self.audience
            and (self.audience != Audience.WORKING_GROUP or story.working_group_id == self.group_id)
        )


def circles_for(story, *, on):
    """The circles that the author of a story can share it with on a date, from small to large.

    The ladder is a ladder: each circle holds those before it, so a working group's story is read at school too.
    """
    readers = list(User.objects.active().with_standing(on=on).exclude(pk=story.author_id).by_name())
    seats = _seats(story, on)
    at_school = {user.pk for user in readers if story.school_id in user.standing.school_ids}
    circles = [_school(story, readers, at_school)] if story.school_id else []
    circles += [_group(story, group, readers, at_school | members) for group, members in seats.items()]
    close = at_school.union(*(members for group, members in seats.items() if group.pk == story.working_group_id))
    return circles + [_wide(readers, close, *rung) for rung in _rungs(on)]


def _seats(story, on):
    """The working groups of the author, with the keys of their members."""
    groups = {group.pk: group for group in WorkingGroup.objects.of(story.author, on=on).order_by("name", "pk")}
    seats = {group: set() for group in groups.values()}
    members = GroupMembership.objects.sitting(on=on).filter(group__in=groups)
    for group_id, user_id in members.values_list("group", "user"):
        seats[groups[group_id]].add(user_id)
    return seats


def _school(story, readers, keys):
    title = _("Everyone of %(school)s") % {"school": story.school}
    return _of_people(Audience.MY_SCHOOL, title, readers, keys)


def _group(story, group, readers, keys):
    names = {"group": group, "school": story.school}
    title = _("%(group)s and everyone of %(school)s") % names if story.school_id else str(group)
    return _of_people(Audience.WORKING_GROUP, title, readers, keys, group.pk)


def _of_people(audience, title, readers, keys, group_id=None):
    names = tuple(str(user) for user in readers if user.pk in keys)
    return Circle(audience, title, len(names), names=names if len(names) <= FEW else (), group_id=group_id)


def _wide(readers, close, audience, title, reach, names):
    """A rung that is open by role; `close` are those who read from a lower one already."""
    people = sum(audience >= open_to(user) or user.pk in close for user in readers)
    return Circle(audience, title, people, reach, names)


def _rungs(on):
    """The rungs above the own circles, with the organisations that each one adds."""
    schools = tuple(School.objects.taking_part(on=on).by_name().values_list("name", flat=True))
    partners = list(Partner.objects.taking_part(on=on).by_name().values_list("name", "is_funder"))
    return [
        (
            Audience.SCHOOLS,
            _("All schools of the network"),
            _("everyone of these schools, and the project lead"),
            schools,
        ),
        (
            Audience.SCHOOLS_AND_PARTNERS,
            _("The schools and the partners"),
            _("everyone above, and the partners who give no grant"),
            tuple(name for name, is_funder in partners if not is_funder),
        ),
        (
            Audience.FUNDERS,
            _("The schools, the partners and the funders"),
            _("everyone above, and those who pay for the network"),
            tuple(name for name, is_funder in partners if is_funder),
        ),
        (
            Audience.PUBLIC,
            _("Everyone, also outside the network"),
            _("anyone on the internet, and search engines; your name and your school are shown"),
            (),
        ),
    ]

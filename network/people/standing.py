"""Where a person stands today: the roles, schools and partners by which everything else decides what one may do."""

import dataclasses
import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.base.prepared import Form


class Role(models.TextChoices):
    """What someone is in the network. The first four come from a membership, the last two are given by name."""

    TEACHER = "TEACHER", _("teacher")
    SPECIALIST = "SPECIALIST", _("practice expert")
    SCHOOL_LEADER = "SCHOOL_LEADER", _("school leader")
    PARTNER_CONTACT = "PARTNER_CONTACT", _("partner")
    PROJECT_LEAD = "PROJECT_LEAD", _("project lead")
    ADMINISTRATOR = "ADMINISTRATOR", _("administrator")


@dataclasses.dataclass(frozen=True)
class Standing(Form):
    """The roles and organisations of one person on one `day`. An anonymous visitor has an empty one, of no day.

    `school_ids` and `partner_ids` are the organisations one belongs to; `voice_school_ids` the schools for which one
    speaks in the steering group, as leader or stand-in, and `led_school_ids` those among them as leader; `organisation`
    is the name to show beside the person's own.
    """

    roles: frozenset = frozenset()
    school_ids: frozenset = frozenset()
    partner_ids: frozenset = frozenset()
    voice_school_ids: frozenset = frozenset()
    led_school_ids: frozenset = frozenset()
    is_funder: bool = False
    organisation: str = ""
    day: datetime.date | None = None

    @classmethod
    def of(cls, memberships, appointments, *, day):
        """Build it from memberships (dicts of function, school, partner, name, stand_in, funder) and role names."""
        return cls(
            day=day,
            roles=frozenset([*(row["function"] for row in memberships), *appointments]),
            school_ids=frozenset(row["school"] for row in memberships if row["school"]),
            partner_ids=frozenset(row["partner"] for row in memberships if row["partner"]),
            voice_school_ids=frozenset(
                row["school"]
                for row in memberships
                if row["school"] and (row["function"] == Role.SCHOOL_LEADER or row["stand_in"])
            ),
            led_school_ids=frozenset(
                row["school"] for row in memberships if row["school"] and row["function"] == Role.SCHOOL_LEADER
            ),
            is_funder=any(row["funder"] for row in memberships),
            organisation=memberships[0]["name"] if memberships else "",
        )

    def outline(self):
        """The same roles without saying where and when: of these there are few, so queries can be prepared for each.

        Its schools and partners are there, but have a key that no row has. What depends on the day puts it back in.
        """
        places = {
            name: frozenset([-1]) if getattr(self, name) else frozenset()
            for name in ("school_ids", "partner_ids", "voice_school_ids", "led_school_ids")
        }
        return dataclasses.replace(self, **places, organisation="", day=None)

    @property
    def leads_project(self):
        return Role.PROJECT_LEAD in self.roles

    @property
    def administers(self):
        return Role.ADMINISTRATOR in self.roles

    @property
    def sits_in_steering_group(self):
        return bool(self.voice_school_ids)

    @property
    def belongs_to_a_school(self):
        return bool(self.school_ids)

    @property
    def is_member(self):
        """Someone of a school or partner, or the project lead: whoever the network's own pages are for."""
        return bool(self.school_ids or self.partner_ids) or self.leads_project

    @property
    def sees_people(self):
        """Whether one sees who the others are. A funder sees totals, never persons."""
        return self.belongs_to_a_school or self.leads_project or bool(self.partner_ids and not self.is_funder)

    @property
    def title(self):
        """The role to show beside a name, the weightiest first; empty without one.

        Leading the project says more than administering: who does both is the project lead to everyone.
        """
        return next((role.label for role in [Role.PROJECT_LEAD, *reversed(Role)] if role in self.roles), "")


NOBODY = Standing()


def standing_of(user):
    """The standing of whoever makes a request, signed in or not."""
    return user.standing if user.is_authenticated else NOBODY

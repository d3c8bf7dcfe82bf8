"""The sharing ladder: who may see a story, a document or an activity. Its author alone raises it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.people.standing import standing_of


class Audience(models.IntegerChoices):
    ONLY_ME = 0, _("only me")
    MY_SCHOOL = 10, _("my school")
    WORKING_GROUP = 20, _("the working group")
    SCHOOLS = 30, _("the schools")
    SCHOOLS_AND_PARTNERS = 40, _("schools and partners")
    FUNDERS = 50, _("funders too")
    PUBLIC = 60, _("everyone (public)")


def open_to(user):
    """The lowest rung that is open to this person by role alone; above it everything is.

    Below it one must belong to the circle itself: the author, the school or the working group.
    """
    standing = standing_of(user)
    if standing.belongs_to_a_school or standing.leads_project:
        return Audience.SCHOOLS
    if standing.partner_ids:
        return Audience.FUNDERS if standing.is_funder else Audience.SCHOOLS_AND_PARTNERS
    return Audience.PUBLIC

"""Making a network in an empty portal: all of it, or nothing."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.base.slugs import free_slug
from network.founding.models import FoundingLink, is_founded
from network.people.models import Appointment, User
from network.people.standing import Role
from network.schools.models import School, SchoolBoard, Sector
from network.schools.sectors import SECTORS


class AlreadyFounded(Refusal):
    sentence = _("Somebody else has set up this portal in the meantime. Nothing of yours was saved.")


class LinkIsOver(Refusal):
    sentence = _("This link no longer works. Start the portal again: it then prints a new one.")


@transaction.atomic
def found(*, digest, network, schools, person, today, now):
    """Make the network with its first schools and its project lead, who is the first administrator too.

    `network` is an unsaved Network; `schools` are dicts of name, board, sector (a code) and brin; `person` is a dict of
    given_name, family_name, email, language and password. Of two people at once the row of the link lets one pass.
    Returns the person. Raises AlreadyFounded or LinkIsOver.
    """
    link = FoundingLink.objects.select_for_update().filter(token_digest=digest).first()
    if is_founded():
        raise AlreadyFounded
    if not link or link.used_at or link.expires_at <= now:
        raise LinkIsOver
    network.pk = 1
    network.save(force_insert=True)
    add_schools(schools, today=today)
    lead = User.objects.create_user(**person)
    for office in (Role.PROJECT_LEAD, Role.ADMINISTRATOR):
        Appointment.objects.create(user=lead, office=office, starts_on=today)
    link.used_at = now
    link.save(update_fields=["used_at"])
    return lead


def add_schools(rows, *, today):
    """Add schools with their boards, and the sectors of Dutch education to choose from."""
    sectors = {row["code"]: Sector.objects.get_or_create(code=row["code"], defaults=row)[0] for row in SECTORS}
    for row in rows:
        School.objects.create(
            name=row["name"],
            slug=free_slug(School, row["name"]),
            board=SchoolBoard.objects.get_or_create(name=row["board"])[0],
            sector=sectors[row["sector"]],
            brin=row["brin"],
            joined_on=today,
        )

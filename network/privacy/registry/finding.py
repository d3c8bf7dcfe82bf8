"""Finding what is about a person in tables that have no foreign key to people."""

from allauth.account.models import EmailConfirmation
from django.db.models import Q
from pghistory.models import Context

from network.activities.models import Guest
from network.base.models import OutgoingMail, about
from network.people.models import JoinRequest, User

UserEvent = User.events.rel.related_model


def addresses_of(person):
    """Every e-mail address that a person has or had, those that are someone else's by now left out."""
    had = set(UserEvent.objects.filter(pgh_obj=person).values_list("email", flat=True)) | {person.email}
    return had - set(User.objects.exclude(pk=person.pk).filter(email__in=had).values_list("email", flat=True))


def requests_of(person):
    """What somebody wrote from outside, when asking to take part."""
    return JoinRequest.objects.filter(invitation__accepted_by=person).order_by("pk")


def guests_of(person):
    """Where somebody came as a guest, with an address that is or was of this person."""
    return Guest.objects.filter(email__in=addresses_of(person)).order_by("pk")


def mail_to(person):
    rows = OutgoingMail.objects.filter(Q(to_address__in=addresses_of(person)) | Q(about=about(person)))
    return rows.order_by("pk")


def confirmations_of(person):
    return EmailConfirmation.objects.filter(email_address__user=person).order_by("pk")


def changes_by(person):
    """Requests in which this person changed something."""
    return Context.objects.filter(metadata__user=person.pk).order_by("created_at")

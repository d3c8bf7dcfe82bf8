"""Talking about the objection of a school until it is solved."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal
from network.people.models import User
from network.steering import emails, permissions
from network.steering.actions.frameworks import locked
from network.steering.actions.proposals import voices
from network.steering.models import ObjectionRemark


class ObjectionClosed(Refusal):
    sentence = _("There is no objection to talk about any more. Your message was not sent; you find it below.")


class NotInSteeringGroup(Refusal):
    sentence = _("Only the steering group and the project lead talk about an objection.")


@transaction.atomic
def remark_on_objection(*, position, text, by, now):
    """Say something about an objection. The voices of the school and whoever proposed the text get a mail.

    Raises ObjectionClosed or NotInSteeringGroup. Returns the message.
    """
    version = locked(position.version)
    position = version.positions.select_related("school").get(pk=position.pk)
    if not permissions.can_steer(by):
        raise NotInSteeringGroup
    if not (version.is_proposed and position.is_objection):
        raise ObjectionClosed
    remark = ObjectionRemark.objects.create(position=position, text=text, written_by=by, written_at=now)
    emails.queue_remark(remark, version, to=listeners(position, version, by=by, on=timezone.localdate(now)), now=now)
    return remark


def listeners(position, version, *, by, on):
    """Who hears of a message: the voices of the school that objects, and who proposed; not who wrote it."""
    of_school = User.objects.filter(pk__in=voices([position.school], on=on).values("pk"))
    proposer = User.objects.active().filter(pk=version.proposed_by_id)
    return (of_school | proposer).exclude(pk=by.pk).by_name()

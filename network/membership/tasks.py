"""What the queue runs for the people of the network."""

from django.utils import timezone

from network.base.jobs import job
from network.membership.actions.hand_over import carry_out, fall_through
from network.membership.models import HandOver


@job
def carry_out_hand_overs():
    """Move what goes along with the office on the first day of a successor; what was missed, too.

    First end what leads to nobody any more, so that its giver hears of it well before that day.
    """
    now = timezone.now()
    for hand_over in HandOver.objects.without_successor():
        fall_through(hand_over=hand_over, now=now)
    for hand_over in HandOver.objects.to_carry_out(on=timezone.localdate(now)):
        carry_out(hand_over=hand_over, now=now)

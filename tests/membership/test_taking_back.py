"""A hand-over of the project that does not go on: its giver withdraws it, or the successor does not come."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from network.activities.models import ActionItem
from network.base.models import OutgoingMail
from network.membership.actions import hand_over as handing
from network.membership.models import HandOver
from network.membership.tasks import carry_out_hand_overs
from network.people.models import Appointment, User
from network.privacy import forgetting
from network.privacy.actions import erasing
from tests import factories as make
from tests.factories import PASSWORD, day

pytestmark = pytest.mark.django_db
HAND_OVER, TAKE_BACK = "/leden/rollen/overdragen/", "/leden/rollen/overdragen/toch-niet/"
MOVES = {"moves_action_items": True, "moves_agenda_items": False, "moves_drafts": False}


@pytest.fixture
def giver():
    return make.project_lead()


@pytest.fixture
def successor():
    return make.teacher()


def arrange(giver, successor, first_day=10, **changes):
    chosen = {"starts_on": day(first_day), "together_until": None, "moves": MOVES, "now": timezone.now(), **changes}
    arranged = handing.hand_over(giver=giver, receiver=successor, **chosen)
    OutgoingMail.objects.all().delete()
    return arranged


def leads(*days):
    return [set(User.objects.holding("PROJECT_LEAD", on=day(number))) for number in days]


def mailed():
    return list(OutgoingMail.objects.order_by("pk").values_list("to_address", flat=True))


# The successor does not come


def closed(successor):
    User.objects.filter(pk=successor.pk).update(is_active=False)


def leaving(successor):
    make.ErasureFactory(user=successor)
    User.objects.filter(pk=successor.pk).update(leaves_at=make.moment(11))


def office_ended(successor):
    make.project_lead()  # so that the office may be ended
    successor.appointments.all().delete()


@pytest.mark.parametrize("goes_away", [closed, leaving, office_ended])
def test_the_giver_is_told_once_and_goes_on(giver, successor, goes_away):
    arranged = arrange(giver, successor)
    goes_away(successor)
    for _hour in range(3):
        carry_out_hand_overs()
    arranged.refresh_from_db()
    assert (arranged.withdrawn_at is None, arranged.carried_out_at) == (False, None)
    assert mailed() == [giver.email]
    assert str(successor) in OutgoingMail.objects.get().text
    assert giver.appointments.get().ends_on is None
    assert not successor.appointments.exists()


def test_nothing_happens_to_one_whose_successor_comes(giver, successor):
    arranged = arrange(giver, successor)
    carry_out_hand_overs()
    arranged.refresh_from_db()
    assert (arranged.withdrawn_at, mailed()) == (None, [])
    assert leads(9, 10) == [{giver}, {successor}]


def test_a_queue_that_stood_still_leaves_the_office_to_nobody_no_longer_than_that(giver, successor):
    item = make.ActionItemFactory(owner=giver)
    arrange(giver, successor, 3)
    closed(successor)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5)):
        carry_out_hand_overs()
    assert leads(0, 2, 3, 5, 500) == [{giver}] * 5
    assert successor.appointments.get().ends_on == day(4)
    assert ActionItem.objects.get(pk=item.pk).owner == giver


def test_when_the_giver_is_gone_too_the_operator_hears_and_other_hand_overs_go_on(giver, successor, caplog):
    gone = arrange(giver, successor, 3)
    other = make.HandOverFactory()
    User.objects.filter(pk=successor.pk).update(is_active=False)
    User.objects.filter(pk=giver.pk).update(is_active=False)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5)):
        carry_out_hand_overs()
        carry_out_hand_overs()
    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.withdrawn_at is None, other.carried_out_at is None) == (False, False)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert mailed() == []


def test_a_successor_who_is_leaving_is_removed_after_the_hand_over_fell_through(giver, successor, now):
    """Who had asked for removal and was chosen in the same moment: the job of the hour frees the way."""
    arrange(giver, successor, 30)
    erasure = make.ErasureFactory(user=successor, asked_at=now - datetime.timedelta(days=14))
    User.objects.filter(pk=successor.pk).update(leaves_at=now)
    assert forgetting.forget_who_asked(now=now) == 0
    erasure.refresh_from_db()
    assert erasure.held_up_at == now
    carry_out_hand_overs()
    assert forgetting.forget_who_asked(now=now) == 1
    assert leads(0, 29, 30, 400) == [{giver}] * 4


def test_the_erasure_of_a_successor_is_asked_for_after_the_hand_over_was_withdrawn(giver, successor, now):
    arranged = arrange(giver, successor)
    with pytest.raises(erasing.HandOverFirst):
        erasing.ask(person=successor, now=now)
    handing.take_back(hand_over=arranged, now=now)
    assert erasing.ask(person=successor, now=now).user == successor


def test_nobody_hands_over_to_somebody_who_is_leaving(giver, successor, now):
    successor.leaves_at = now
    with pytest.raises(handing.GoesAway):
        arrange(giver, successor)
    assert leads(0, 10) == [{giver}, {giver}]
    assert not HandOver.objects.exists()


# Its giver withdraws it


@pytest.fixture
def browser(client_of, giver):
    client = client_of(giver)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def test_the_giver_withdraws_it_and_chooses_another(browser, giver, successor):
    arranged, another = arrange(giver, successor), make.teacher()
    assert browser.get(HAND_OVER).url == TAKE_BACK
    assert str(successor) in browser.get(TAKE_BACK).content.decode()
    assert HandOver.objects.pending().get() == arranged
    assert browser.post(TAKE_BACK).url == "/leden/rollen/"
    assert leads(0, 10, 300) == [{giver}] * 3
    assert mailed() == [successor.email]
    assert browser.get(HAND_OVER).status_code == 200
    arrange(giver, another, 20)
    assert leads(19, 20) == [{giver}, {another}]


def test_withdrawing_twice_withdraws_once(browser, giver, successor):
    arrange(giver, successor)
    browser.post(TAKE_BACK)
    assert browser.post(TAKE_BACK).status_code == 404
    assert mailed() == [successor.email]


def test_on_the_first_day_it_is_too_late(giver, successor, now):
    arranged = arrange(giver, successor)
    with pytest.raises(handing.HasBegun):
        handing.take_back(hand_over=arranged, now=now + datetime.timedelta(days=10))
    assert leads(9, 10) == [{giver}, {successor}]


def test_one_withdraws_only_what_one_arranged(client_of, giver, successor):
    arrange(giver, successor)
    other = client_of(make.project_lead())
    other.post("/account/reauthenticate/", {"password": PASSWORD})
    assert other.post(TAKE_BACK).status_code == 404
    assert HandOver.objects.pending().count() == 1
    assert Appointment.objects.filter(user=successor).exists()

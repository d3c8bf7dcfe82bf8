"""Two people at the same moment, each in a transaction of their own."""

import pytest
from django.utils import timezone

from network.membership.actions import leaving
from network.membership.actions.hand_over import hand_over
from network.membership.models import HandOver
from network.people.actions import offices
from network.people.models import Appointment, User
from tests import factories as make
from tests.factories import day
from tests.steering.test_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_leads_who_both_leave_leave_one():
    rows = [make.project_lead().appointments.get() for _ in range(2)]

    def going(row):
        return lambda: offices.end_appointment(appointment=row, last_day=day(1), today=day())

    assert at_once(*map(going, rows)) == ["FallsVacant", "done"]
    assert Appointment.objects.filter(ends_on=None).count() == 1


def test_two_last_days_at_once_are_one_and_a_sentence():
    row, lead = make.teacher().memberships.get(), make.project_lead()

    def ending(days):
        return lambda: leaving.leave(membership=row, last_day=day(days), was=None, by=lead, now=timezone.now())

    assert at_once(ending(3), ending(5)) == ["SomeoneWasFirst", "done"]


def test_the_same_function_twice_at_once_is_there_once():
    person, school, lead = make.teacher(), make.SchoolFactory(), make.project_lead()

    def adding():
        leaving.begin(user=person, school=school, function="TEACHER", starts_on=day(), by=lead, now=timezone.now())

    assert at_once(adding, adding) == ["AlreadyThere", "done"]
    assert school.memberships.count() == 1


def test_a_hand_over_that_is_pressed_twice_is_one():
    lead, people = make.project_lead(), [make.teacher(), make.teacher()]
    moves = {"moves_action_items": True, "moves_agenda_items": True, "moves_drafts": True}

    def handing(receiver):
        return lambda: hand_over(
            giver=lead, receiver=receiver, starts_on=day(5), together_until=None, moves=moves, now=timezone.now()
        )

    assert at_once(*map(handing, people)) == ["AlreadyArranged", "done"]
    assert HandOver.objects.count() == 1
    assert User.objects.holding("PROJECT_LEAD", on=day(5)).count() == 1

"""How often something may be tried: windows in the cache that all machines share."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from network.people import limits

HOUR = 3600


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


def test_a_window_is_over_an_hour_after_its_first_and_not_before():
    began = timezone.now()

    def is_over_after(minutes):
        with time_machine.travel(began + datetime.timedelta(minutes=minutes), tick=False):
            return limits.is_over("join_for", "noor@proef.example", amount=3)

    for minutes in (0, 20, 40):
        with time_machine.travel(began + datetime.timedelta(minutes=minutes), tick=False):
            limits.count("join_for", "noor@proef.example", seconds=HOUR)
    assert [is_over_after(minutes) for minutes in (41, 59, 61)] == [True, True, False]


def test_what_is_counted_is_not_written_in_clear_and_counts_for_nobody_else():
    limits.count("join_for", "noor@proef.example", seconds=HOUR)
    assert limits.is_over("join_for", "noor@proef.example", amount=1)
    assert not limits.is_over("join_for", "bas@proef.example", amount=1)
    assert "noor" not in limits._cell("join_for", "noor@proef.example")

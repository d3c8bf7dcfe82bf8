"""The example network, loaded once for each of some days of the year. Tests only read it."""

import datetime
import types

import pytest
from django.db import transaction

from network.dashboard.example import load
from network.dashboard.example.calendar import moment

DAYS = ["2026-08-01", "2026-10-15", "2026-12-24", "2027-03-28", "2027-06-30", "2027-07-31"]


@pytest.fixture(scope="module", params=DAYS)
def example(request, django_db_setup, django_db_blocker):
    """What `load` made around a day, with that `today` and its `now`; gone after the tests of the module."""
    today = datetime.date.fromisoformat(request.param)
    with django_db_blocker.unblock(), transaction.atomic():
        made = load(today=today, password="voorbeeld voorbeeld")
        yield types.SimpleNamespace(made=made, today=today, now=moment(today, "0.00"))
        transaction.set_rollback(True)

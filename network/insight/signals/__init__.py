"""What the project lead should see before it stalls, each with the step that solves it.

A source takes the `Facts` of a moment and yields signals; `signals_in` puts those of all sources in order.
"""

import dataclasses
import datetime

from network.insight.signals import agenda, organisation, steering
from network.insight.signals.signal import Signal

URGENT = datetime.timedelta(days=7)
SOURCES = [*organisation.SOURCES, *steering.SOURCES, *agenda.SOURCES]


def signals_in(facts):
    """The signals of all sources, the most urgent first."""
    urgent_until = facts.today + URGENT
    found = [signal for source in SOURCES for signal in source(facts)]
    marked = [
        dataclasses.replace(signal, is_urgent=signal.due_on is not None and signal.due_on <= urgent_until)
        for signal in found
    ]
    return sorted(marked, key=lambda signal: (signal.due_on or datetime.date.max, signal.title))


__all__ = ["SOURCES", "Signal", "signals_in"]

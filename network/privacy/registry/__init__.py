"""What the portal keeps about people. One table drives the page with own data, the download, the removal, the daily
job that forgets, and the register of processing (article 30 of the GDPR, AVG).

A new table with a foreign key to people belongs in one of the categories; `tests/privacy/test_registry.py` fails until
it is. Its part of the audit trail comes along with it.
"""

from network.privacy.registry.category import AtErasure, Category, Expiry, Ground, Holding
from network.privacy.registry.people import PEOPLE
from network.privacy.registry.traces import TRACES
from network.privacy.registry.work import WORK

__all__ = ["CATEGORIES", "AtErasure", "Category", "Expiry", "Ground", "Holding", "holdings", "rules"]

CATEGORIES = [*PEOPLE, *WORK, *TRACES]


def holdings():
    """Every holding of every category, in order."""
    return [holding for category in CATEGORIES for holding in category.holdings]


def rules():
    """Everything that goes by itself: triples of category, holding and expiry."""
    return [
        (category, holding, expiry)
        for category in CATEGORIES
        for holding in category.holdings
        for expiry in holding.expires
    ]

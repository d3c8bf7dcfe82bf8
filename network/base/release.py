"""What must be looked at again with every release."""

import datetime

RELEASED_ON = datetime.date(2026, 11, 24)
ACCESSIBILITY_TESTED_ON = datetime.date(2026, 11, 23)
"""The day on which the browser tests (axe, keyboard, 320 px) last passed on every page."""

SECURITY_TEXT_DAYS = 360
"""How long security.txt counts after a release: RFC 9116 recommends less than a year."""

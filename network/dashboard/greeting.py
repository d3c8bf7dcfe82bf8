"""The first two sentences of someone's start page."""

import datetime

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.base import text


def greeting(name, *, now):
    """Good morning until noon, good afternoon until six, by the clock of the portal."""
    hour = localtime(now).hour
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def lead(asks, *, today):
    """How many things wait and when the first is due: “Three things wait for you. The first before Friday.”"""
    if not asks:
        return _("Nothing is asked of you now. Time to look around.")
    count = len(asks)
    waiting = ngettext("One thing waits for you.", "%(count)s things wait for you.", count) % {
        "count": capfirst(apnumber(count))
    }
    due_on = asks[0].due_on
    return f"{waiting} {_first(due_on, today, count)}" if due_on else waiting


def _first(due_on, today, count):
    if due_on < today:
        return _("It should have been done already.") if count == 1 else _("The first should have been done already.")
    words = {"day": _near(due_on, today)}
    return _("It is for %(day)s.") % words if count == 1 else _("The first is for %(day)s.") % words


def _near(day, today):
    """A day of the coming week by its name alone."""
    if day == today:
        return _("today")
    if day == today + datetime.timedelta(days=1):
        return _("tomorrow")
    return date_format(day, "l") if day <= today + datetime.timedelta(days=6) else text.day_and_month(day)

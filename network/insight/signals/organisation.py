"""Schools that stay behind, grants to account for, and the portal itself."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activities.models import Activity
from network.insight.signals.signal import Signal, address, ahead, day, listed

ACCOUNT_AHEAD = 60
ANSWERED_WITHIN = datetime.timedelta(days=14)


def few_people(facts):
    """Only once a meeting was held; before that every school would stand here."""
    few = [part.school for part in facts.parts if part.people_per_meeting < facts.people_per_school]
    if facts.meetings_held and few:
        wanted = ngettext("%(count)s person", "%(count)s people", facts.people_per_school)
        yield Signal(
            "theme",
            ngettext(
                "%(count)s school comes with too few people", "%(count)s schools come with too few people", len(few)
            )
            % {"count": len(few)},
            _("fewer than %(people)s a meeting: %(schools)s")
            % {"people": wanted % {"count": facts.people_per_school}, "schools": listed(few)},
            _("Look at the schools"),
            address("schools:school_list"),
        )


def stayed_at_home(facts):
    """Schools that this year neither received a visit nor went on one, once there was something to go to."""
    home = [part.school for part in facts.parts if not part.hosted and not part.visited]
    if home and len(home) < len(facts.parts):
        yield Signal(
            "visit",
            ngettext("%(count)s school was not on a visit yet", "%(count)s schools were not on a visit yet", len(home))
            % {"count": len(home)},
            _("neither as a host nor as a guest: %(schools)s") % {"schools": listed(home)},
            _("Plan a visit"),
            address("activities:activity_plan_kind", Activity.Kind.SCHOOL_VISIT.value),
        )


def accounts(facts):
    for grant in facts.grants:
        if ahead(grant.account_due_on, facts, ACCOUNT_AHEAD):
            yield Signal(
                "partner",
                _("Account for %(funder)s") % {"funder": grant.funder},
                _("%(title)s, before %(day)s") % {"title": grant, "day": day(grant.account_due_on)},
                _("Open the grant"),
                grant.funder.get_absolute_url(),
                grant.account_due_on,
            )


def lost_mail(facts):
    count = len(facts.lost_mail)
    if count:
        yield Signal(
            "",
            ngettext("%(count)s mail did not arrive", "%(count)s mails did not arrive", count) % {"count": count},
            listed(mail.to_address for mail in facts.lost_mail[:3]),
            _("See which"),
            "#mail",
            facts.today,
        )


def trouble(facts):
    if facts.trouble:
        yield Signal(
            "",
            _("The portal itself has trouble: tell the administrator"),
            _("mail and tasks may come late"),
            _("See the state"),
            address("health"),
            facts.today,
        )


def requests(facts):
    count = len(facts.requests)
    if count:
        yield Signal(
            "partner",
            ngettext("%(count)s request to join", "%(count)s requests to join", count) % {"count": count},
            listed(facts.requests[:3]),
            _("Answer"),
            address("invitations:request_list"),
            timezone.localdate(facts.requests[0].confirmed_at) + ANSWERED_WITHIN,
        )


SOURCES = [trouble, lost_mail, requests, accounts, few_people, stayed_at_home]

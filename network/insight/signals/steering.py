"""What waits for the steering group and for what was agreed in it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.insight.signals.signal import Signal, address, day


def positions(facts):
    """Schools that are silent while the last day comes near; after that day, that somebody must go on."""
    for version in facts.versions:
        args, due_on = (version.framework.slug, version.number), version.positions_due_on
        if due_on < facts.today:
            yield Signal(
                "steering",
                _("All positions on “%(title)s” are in") % {"title": version.framework}
                if not version.missing_schools
                else _("The days for positions on “%(title)s” are over") % {"title": version.framework},
                _("the last day was %(day)s") % {"day": day(due_on)},
                _("Look at the positions"),
                address("steering:version_detail", *args),
                due_on,
            )
        elif version.missing_schools:
            count = version.missing_schools
            yield Signal(
                "steering",
                ngettext(
                    "%(count)s school has not given its position yet",
                    "%(count)s schools have not given their position yet",
                    count,
                )
                % {"count": count},
                _("framework “%(title)s”, until %(day)s") % {"title": version.framework, "day": day(due_on)},
                _("Send a reminder"),
                address("steering:position_remind", *args),
                due_on,
            )


def reviews(facts):
    for decision in facts.reviews:
        yield Signal(
            "steering",
            _("Look again at the decision “%(title)s”") % {"title": decision},
            _("agreed for %(day)s") % {"day": day(decision.review_on)},
            _("Put it on the agenda"),
            f"{address('activities:agenda_item_add')}?decision={decision.pk}",
            decision.review_on,
        )


def late_promises(facts):
    for promise in facts.promises:
        meeting = promise.activity
        yield Signal(
            meeting.kind if meeting else "steering",
            promise.title,
            _("%(name)s promised this before %(day)s") % {"name": promise.owner, "day": day(promise.due_on)},
            _("Look at it"),
            meeting.get_absolute_url() if meeting else address("activities:action_item_list"),
            promise.due_on,
        )


def groups_adrift(facts):
    for group in facts.groups:
        if group.has_framework or not group.is_at_work(on=facts.today):
            continue
        yield Signal(
            "group",
            _("“%(group)s” has no framework to work in") % {"group": group},
            _("it has to ask you for everything it plans"),
            _("Choose a framework"),
            address("working_groups:working_group_edit", group.slug),
        )


SOURCES = [positions, late_promises, reviews, groups_adrift]

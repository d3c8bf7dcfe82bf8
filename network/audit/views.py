"""The audit trail in plain words, for the administrator."""

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network.audit import reading, wording
from network.audit.forms import TrailFilter
from network.audit.permissions import can_read_trail
from network.base.tables import csv_response, workbook_response
from network.people.models import User

ON_A_PAGE = 50
IN_A_DOWNLOAD = 10_000
AT_ONCE = 500


def asked(request):
    """The filter of this request, for whoever may read the trail; for others there is no such page."""
    if not can_read_trail(request.user):
        raise Http404
    people = User.objects.order_by("given_name", "family_name", "pk")
    return TrailFilter(request.GET, people=people.values_list("pk", "given_name", "family_name", "email"))


@require_safe
def trail(request):
    form = asked(request)
    found = reading.points(form.wanted(), after=reading.Point.read(request.GET.get("na", "")), count=ON_A_PAGE + 1)
    shown = found[:ON_A_PAGE]
    return render(
        request,
        "audit/trail.html",
        {
            "form": form,
            "lines": wording.lines(reading.rows(shown)),
            "older": str(shown[-1]) if len(found) > ON_A_PAGE else "",
            "limit": IN_A_DOWNLOAD,
        },
    )


@require_safe
def trail_download(request):
    """The newest events that fit the filter, a row for every field that changed."""
    return csv_response("logboek", header(), table(asked(request).wanted()))


@require_safe
def trail_workbook(request):
    """The same for a spreadsheet program."""
    return workbook_response("logboek", header(), table(asked(request).wanted()))


def header():
    event = [_("When"), _("Who"), _("What happened"), _("What"), _("Which")]
    return [*event, _("Field"), _("Was"), _("Became"), _("Page"), _("Request number")]


def table(wanted):
    after, left = None, IN_A_DOWNLOAD
    while left > 0:
        found = reading.points(wanted, after=after, count=min(AT_ONCE, left))
        for line in wording.lines(reading.rows(found)):
            yield from cells(line)
        if len(found) < AT_ONCE:
            return
        after, left = found[-1], left - len(found)


def cells(line):
    begin = [f"{localtime(line.at):%Y-%m-%d %H:%M:%S}", line.who, line.action, line.kind, line.thing]
    end = [line.where, line.request]
    changes = line.changes or [wording.Change("")]
    for change in changes:
        told = [change.before, change.after] if change.is_told else [_("not shown"), _("not shown")]
        yield [*begin, change.label, *told, *end]

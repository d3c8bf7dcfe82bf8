"""What I took part in, per school year: to look at, and to hand in elsewhere. Nobody else can open it."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network.base.paper import pdf_response
from network.base.tables import csv_response
from network.schools.school_year import SchoolYear
from network.theme_meetings import overview


@require_safe
def year(request):
    """This school year; another one with `?jaar=2025`."""
    now = timezone.now()
    years = overview.years_of(request.user, now=now)
    chosen = SchoolYear.named(request.GET.get("jaar", "")) or years[0]
    lines = overview.lines(request.user, chosen, now=now)
    context = {
        "lines": lines,
        "total": overview.total(lines),
        "chosen": chosen,
        "years": years,
        "not_noted": overview.not_noted(request.user, chosen, now=now),
    }
    return render(request, "theme_meetings/year.html", context)


@require_safe
def year_download(request, first):
    year = likely(first)
    lines = overview.lines(request.user, year, now=timezone.now())
    return csv_response(file_name(year), *overview.table(lines))


@require_safe
def year_document(request, first):
    year, now = likely(first), timezone.now()
    lines = overview.lines(request.user, year, now=now)
    content = overview.document(request.user, year, lines, language=get_language(), now=now)
    return pdf_response(content, file_name(year))


def file_name(year):
    return _("taking-part-%(first)d-%(last)d") % {"first": year.first, "last": year.first + 1}


def likely(first):
    """The school year of an address; 404 for one that cannot be."""
    year = SchoolYear.named(str(first))
    if not year:
        raise Http404
    return year

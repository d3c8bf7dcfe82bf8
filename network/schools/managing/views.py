"""The settings of the network: name and look, norms, themes, holidays, schools and boards."""

from datetime import date

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.base import colours
from network.schools.managing import actions, calendar, forms
from network.schools.managing.pages import edit, managing
from network.schools.models import Network, School, SchoolBoard, SchoolHoliday, Theme, YearNorms
from network.schools.models.network import NORMS
from network.schools.models.network import is_colour as colour_rule
from network.schools.school_year import SchoolYear

IMPORT_SALT, HOUR = "holidays", 3600


@managing()
def network(request):
    """Name, region, texts, contact, colours, quorum."""
    with transaction.atomic():
        here = Network.objects.select_for_update().filter(pk=1).first() or Network()
        form = forms.NetworkForm(request.POST or None, instance=here)
        if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
            form.instance.pk = 1
            form.save()
            messages.success(request, _("The settings are saved. Visitors see them within ten seconds."))
            return redirect("settings:network")
    return render(
        request, "schools/managing/network.html", {"form": form, "looks": looks(form), "logo": forms.LogoForm()}
    )


def looks(form):
    """What the two colours in the form come to: their contrast on white, and where to get them as a style sheet."""
    chosen = [str(form[name].value() or own) for name, own in form.OWN.items()]
    chosen = [one if colour_rule.regex.match(one) else own for one, own in zip(chosen, form.OWN.values(), strict=True)]
    return colours.judged(*chosen)


@managing("GET", "HEAD")
def preview(request):
    """What two colours come to, as a part of the page, while they are being picked."""
    given = {name: f"#{request.GET.get(name, '').lstrip('#')}" for name in forms.NetworkForm.OWN}
    form = forms.NetworkForm(given, instance=Network())
    return render(request, "schools/managing/_looks.html", {"looks": looks(form)})


@managing("GET", "HEAD")
def preview_colours(request):
    """The tokens of two colours below one element, so that the preview looks as the portal will."""
    given = {name: f"#{request.GET.get(name, '').lstrip('#')}" for name in forms.NetworkForm.OWN}
    form = forms.NetworkForm(given, instance=Network())
    judged = looks(form)
    sheet = colours.stylesheet(judged["brand"], judged["accent"]).replace(":root", ".looks")
    return HttpResponse(sheet, content_type="text/css")


@managing("POST")
def logo(request):
    form = forms.LogoForm(request.POST, request.FILES)
    if form.is_valid() and Network.objects.filter(pk=1).exists():
        actions.put_logo(picture=form.cleaned_data["file"])
        messages.success(request, _("The logo is saved."))
        return redirect("settings:network")
    main = forms.NetworkForm(instance=Network.objects.here())
    return render(request, "schools/managing/network.html", {"form": main, "looks": looks(main), "logo": form})


@managing("POST")
def logo_remove(request):
    if Network.objects.filter(pk=1).exists():
        actions.remove_logo()
        messages.success(request, _("The logo is removed."))
    return redirect("settings:network")


@managing()
def norms(request):
    today = timezone.localdate()
    year = SchoolYear.of(today)
    now = Network.objects.in_year(year)
    initial = {"first_year": year.first, **{name: getattr(now, name) for name in NORMS}}
    form = forms.NormsForm(request.POST or None, initial=initial, today=today)
    if request.method == "POST" and form.is_valid():
        actions.set_norms(**form.cleaned_data)
        messages.success(request, _("The norms are saved."))
        return redirect("settings:norms")
    rows = YearNorms.objects.order_by("first_year")
    return render(request, "schools/managing/norms.html", {"form": form, "rows": rows, "base": Network.objects.here()})


@managing("GET", "HEAD")
def themes(request):
    rows = Theme.objects.order_by("name", "pk")
    return render(request, "schools/managing/themes.html", {"themes": rows, "today": timezone.localdate()})


@managing()
def theme(request, pk=None):
    title = _("Change a theme") if pk else _("Add a theme")
    return edit(request, forms.ThemeForm, rows=Theme.objects.all(), pk=pk, title=title, back="settings:themes")


@managing("GET", "HEAD")
def holidays(request):
    rows = SchoolHoliday.objects.order_by("-starts_on", "-pk")
    return render(request, "schools/managing/holidays.html", {"holidays": rows, "form": forms.CalendarForm()})


@managing()
def holiday(request, pk=None):
    title = _("Change a holiday") if pk else _("Add a holiday")
    rows = SchoolHoliday.objects.all()
    remove = reverse("settings:holiday_remove", args=[pk]) if pk else ""
    return edit(request, forms.HolidayForm, rows=rows, pk=pk, title=title, back="settings:holidays", remove=remove)


@managing("POST")
def holiday_remove(request, pk):
    row = get_object_or_404(SchoolHoliday, pk=pk)
    row.delete()
    messages.success(request, _("“%(name)s” is removed.") % {"name": row})
    return redirect("settings:holidays")


@managing("POST")
def holidays_look(request):
    """Show what a calendar file would add. It goes along signed, so what is added is what was shown."""
    form = forms.CalendarForm(request.POST, request.FILES)
    found = []
    if form.is_valid():
        try:
            found = calendar.holidays_in(form.cleaned_data["file"])
        except calendar.NoCalendar as refusal:
            form.add_error("file", str(refusal))
    if not found:
        rows = SchoolHoliday.objects.order_by("-starts_on", "-pk")
        return render(request, "schools/managing/holidays.html", {"holidays": rows, "form": form})
    new = [[one.name, one.starts_on.isoformat(), one.ends_on.isoformat()] for one in found if not one.is_known]
    signed = signing.dumps(new, salt=IMPORT_SALT, compress=True)
    return render(request, "schools/managing/holidays_look.html", {"found": found, "new": len(new), "signed": signed})


@managing("POST")
def holidays_add(request):
    try:
        rows = signing.loads(request.POST.get("periods", ""), salt=IMPORT_SALT, max_age=HOUR)
    except signing.BadSignature:
        messages.error(request, _("That took too long. Choose the file again; nothing was changed."))
        return redirect("settings:holidays")
    count = actions.add_holidays(
        periods=[(name, date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in rows]
    )
    said = ngettext("%(count)s holiday is added.", "%(count)s holidays are added.", count)
    messages.success(request, said % {"count": count})
    return redirect("settings:holidays")


@managing("GET", "HEAD")
def schools(request):
    today = timezone.localdate()
    rows = [(row, row.has_left(on=today)) for row in School.objects.by_name()]
    boards = SchoolBoard.objects.order_by("name", "pk")
    return render(request, "schools/managing/schools.html", {"schools": rows, "boards": boards})


@managing()
def school(request, pk=None):
    title = _("Change a school") if pk else _("Add a school")
    rows, initial = School.objects.all(), {"joined_on": timezone.localdate()}
    return edit(request, forms.SchoolForm, rows=rows, pk=pk, title=title, back="settings:schools", initial=initial)


@managing()
def board(request, pk=None):
    title = _("Change a school board") if pk else _("Add a school board")
    return edit(request, forms.BoardForm, rows=SchoolBoard.objects.all(), pk=pk, title=title, back="settings:schools")

"""What one person took part in during a school year: for that person alone."""

import dataclasses

from django.conf import settings
from django.db.models import Min
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from network.activities.models import Registration
from network.base import text
from network.base.paper import pdf
from network.schools.models import Network
from network.schools.school_year import SchoolYear
from network.theme_meetings.certificates import MINUTE
from network.theme_meetings.models import Certificate


@dataclasses.dataclass(frozen=True)
class Line:
    """One activity at which somebody was, with the valid certificate of it if there is one."""

    registration: Registration
    certificate: Certificate | None

    @property
    def activity(self):
        return self.registration.activity

    @property
    def contact_minutes(self):
        """As the certificate says; otherwise as long as it took."""
        if self.certificate:
            return self.certificate.content["contact_minutes"]
        return (self.activity.ends_at - self.activity.starts_at) // MINUTE

    @property
    def self_study_minutes(self):
        return self.certificate.content["self_study_minutes"] if self.certificate else 0

    @property
    def minutes(self):
        return self.contact_minutes + self.self_study_minutes

    @property
    def place(self):
        return self.activity.place or str(self.activity.host_school or "")


def places_of(user, *, now):
    """The places that somebody had in what is over and went on."""
    return Registration.objects.counting().filter(user=user, activity__ends_at__lte=now)


def lines(user, year, *, now):
    """What somebody was noted as present at in a `SchoolYear`, in order of time."""
    there = places_of(user, now=now).filter(was_present=True).in_school_year(year)
    there = list(there.select_related("activity__host_school").order_by("activity__starts_at", "pk"))
    valid = {each.registration_id: each for each in Certificate.objects.valid().filter(registration__in=there)}
    return [Line(registration, valid.get(registration.pk)) for registration in there]


def not_noted(user, year, *, now):
    """What somebody had a place in while nobody noted who was there."""
    return places_of(user, now=now).filter(was_present=None).in_school_year(year).count()


def years_of(user, *, now):
    """The school years from the first in which somebody had a place until now, latest first."""
    this = SchoolYear.of(localdate(now))
    first = places_of(user, now=now).aggregate(first=Min("activity__starts_at"))["first"]
    began = SchoolYear.of(localdate(first)).first if first else this.first
    return [SchoolYear(number) for number in range(this.first, began - 1, -1)]


def total(lines):
    return sum(line.minutes for line in lines)


def table(lines):
    """Headings and rows for a download; hours as numbers."""
    header = [
        *(_("Date"), _("Activity"), _("Line"), _("Place")),
        *(_("Contact hours"), _("Hours of self-study"), _("Code of the certificate")),
    ]
    return header, [
        [
            localdate(line.activity.starts_at).isoformat(),
            line.activity.title,
            str(line.activity.get_kind_display()),
            line.place,
            round(line.contact_minutes / 60, 2),
            round(line.self_study_minutes / 60, 2),
            line.certificate.grouped_code if line.certificate else "",
        ]
        for line in lines
    ]


def document(user, year, lines, *, language, now):
    """The same as PDF, in the language that is active."""
    network = Network.objects.here()
    title = _("What I took part in, school year %(year)s") % {"year": year}
    return pdf(
        "theme_meetings/paper/overview.typ",
        {
            "network": network.name,
            "name": user.get_full_name(),
            "organisation": str(user.standing.organisation),
            "heading": title,
            "made_on": _("Made on %(day)s by the person whom it is about.") % {"day": text.short_date(localdate(now))},
            "columns": [_("Date"), _("Activity"), _("Hours"), _("Certificate")],
            "rows": [
                [
                    text.short_date(localdate(line.activity.starts_at)),
                    " · ".join(filter(None, [line.activity.title, str(line.activity.get_kind_display()), line.place])),
                    text.hours_long(line.minutes),
                    line.certificate.grouped_code if line.certificate else _("none"),
                ]
                for line in lines
            ],
            "total": [_("Together"), text.hours_long(total(lines))],
            "nothing": _("Nothing in this school year."),
            "check": _("Whoever has the code of a certificate can check it:"),
            "check_address": check_address(),
        },
        language=language,
        now=now,
        title=title,
        author=network.name,
        brand=network.colours[0],
    )


def check_address():
    return f"{settings.PUBLIC_ADDRESS}{reverse('certificates:ask')}"

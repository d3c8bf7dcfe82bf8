"""What a certificate says, and the document that says it."""

import datetime

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from network.activities.models import Activity
from network.base import qr, text
from network.base.paper import pdf
from network.people.standing import standing_of
from network.schools.models import Network
from network.theme_meetings.models import Certificate
from network.theme_meetings.roles import Role
from network.working_groups.models import GroupMembership

CORRECTED = (
    "name",
    "title",
    "starts_at",
    "ends_at",
    "place",
    "goals",
    "summary",
    "contact_minutes",
    "self_study_minutes",
)
"""What can be wrong on a certificate. That a school or a group is called otherwise by now is no fault of it."""
MINUTE = datetime.timedelta(minutes=1)


def content_of(registration, *, meeting, role, by, on, network):
    """What a certificate of this registration says: plain data, the same for every language but for its own."""
    person = registration.person
    return {
        "name": person.get_full_name(),
        "organisation": registration.organisation,
        "role": role,
        "language": person.language,
        **about(meeting),
        "organiser": str(meeting.working_group or network.name),
        "network": network.name,
        "issued_on": on.isoformat(),
        "signatory": by.get_full_name(),
        "office": office_of(by, person.language),
    }


def about(meeting):
    """The part that is the same for all who were there."""
    return {
        "title": meeting.title,
        "kind": meeting.kind,
        "starts_at": meeting.starts_at.astimezone(datetime.UTC).isoformat(),
        "ends_at": meeting.ends_at.astimezone(datetime.UTC).isoformat(),
        "place": place_of(meeting),
        "goals": [goal for goal in (meeting.takeaway.strip(), str(meeting.goal or "")) if goal],
        "summary": meeting.summary.strip(),
        "contact_minutes": contact_minutes(meeting),
        "self_study_minutes": meeting.self_study_minutes,
    }


def place_of(meeting):
    names = [meeting.place, "" if meeting.place_names_host else str(meeting.host_school or "")]
    return ", ".join(name for name in names if name) or ("online" if meeting.online_link else "")


def contact_minutes(meeting):
    """What the organiser said; all of the meeting where nobody did."""
    if meeting.contact_minutes is not None:
        return meeting.contact_minutes
    return (meeting.ends_at - meeting.starts_at) // MINUTE


def office_of(user, language):
    with override(language):
        return str(standing_of(user).title)


def likely_roles(meeting):
    """A function that says of a registration as what its person takes part: whoever organises it, as organiser."""
    on = localdate(meeting.starts_at)
    group = GroupMembership.objects.current(on=on).filter(group=meeting.working_group_id)
    organisers = {meeting.created_by_id, *meeting.co_editors.values_list("user", flat=True)}
    organisers.update(group.values_list("user", flat=True))
    return lambda registration: Role.ORGANISER if registration.user_id in organisers else Role.PARTICIPANT


def differs(certificate, *, meeting):
    """Whether the certificate says something else than it would now."""
    now_says = {**about(meeting), "name": certificate.registration.person.get_full_name()}
    return any(certificate.content[key] != now_says[key] for key in CORRECTED)


# How it reads


def facts(content):
    """Pairs of a label and a text, in the language that is active: what stands under the title."""
    return [
        pair
        for pair in (
            (_("What"), str(Activity.Kind(content["kind"]).label).capitalize()),
            (_("When"), text.period(*moments(content))),
            (_("Where"), content["place"]),
            (_("Organised by"), organisers(content)),
            (_("Taken part as"), str(Role(content["role"]).label)),
            (_("Contact hours"), text.hours_long(content["contact_minutes"])),
            (_("Self-study"), text.hours_long(content["self_study_minutes"]) if content["self_study_minutes"] else ""),
            (_("Issued on"), text.short_date(datetime.date.fromisoformat(content["issued_on"]))),
        )
        if pair[1]
    ]


def moments(content):
    return [datetime.datetime.fromisoformat(content[key]) for key in ("starts_at", "ends_at")]


def organisers(content):
    names = dict.fromkeys([content["organiser"], content["network"]])
    return ", ".join(name for name in names if name)


def document(certificate):
    """The certificate as PDF, in the language that its holder had."""
    return written(certificate.content, certificate.grouped_code, certificate.address, certificate.issued_at)


def example(registration_content, *, now):
    """What a certificate will look like; its code is none."""
    return written(registration_content, "0000-0000-0000-0000", "/bewijs/", now)


def written(content, code, path, now):
    address = f"{settings.PUBLIC_ADDRESS}{path}"
    with override(content["language"]):
        return pdf(
            "theme_meetings/paper/certificate.typ",
            {**texts(content), "code": code, "check_address": address, "qr": qr.svg_file(address)},
            language=content["language"],
            now=now,
            title=_("Certificate of participation: %(title)s") % {"title": content["title"]},
            author=content["network"],
            brand=Network.objects.here().colours[0],
        )


def texts(content):
    own = {
        name: content[name]
        for name in ("network", "name", "organisation", "title", "summary", "goals", "signatory", "office")
    }
    return {
        **own,
        "heading": _("Certificate of participation"),
        "given_to": _("Given to"),
        "took_part": _("Took part in"),
        "facts": facts(content),
        "summary_label": _("What it was about"),
        "goals_label": _("What one takes home"),
        "signature": _("On behalf of the organisers"),
        "check": _("Check whether this certificate is genuine:"),
        "check_shown": f"{settings.PUBLIC_ADDRESS.partition('://')[2]}/bewijs/",
        "code_label": _("Code:"),
        "qr_label": _("QR code that opens the page on which this certificate can be checked"),
    }


def visible_facts(certificate):
    """What the public page shows of a valid certificate: as much as its holder allows. None when nothing."""
    if certificate.shown == Certificate.Shown.NOTHING:
        return None
    content = certificate.content
    if certificate.shows_all:
        return [(_("Name"), content["name"]), (_("School or partner"), content["organisation"]), *facts(content)]
    return [(_("Name"), content["name"]), (_("When"), text.period(*moments(content)))]

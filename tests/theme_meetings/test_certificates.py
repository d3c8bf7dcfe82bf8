"""Certificates: issued to who was there, withdrawn, corrected, and only shown by their holder."""

import datetime
import re

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse

from network.base.models import OutgoingMail
from network.base.text import breakable
from network.theme_meetings import actions, certificates, tasks
from network.theme_meetings.models import Certificate
from network.theme_meetings.models.certificate import read_code
from network.theme_meetings.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
State, Shown = Certificate.State, Certificate.Shown
HOURS = {"contact_minutes": 120, "self_study_minutes": 30}


@pytest.fixture
def meeting():
    make.NetworkFactory(name="Netwerk De Proef")
    return make.ThemeMeetingFactory(
        past=True, title="Lezen met plezier", takeaway="Een leeskring.", created_by=make.project_lead()
    )


def present(meeting, **person):
    return make.RegistrationFactory(activity=meeting, user=make.teacher(**person), present=True)


def issue(meeting, *registrations, role=Role.PARTICIPANT, now=None, **hours):
    roles = {registration.pk: role for registration in registrations}
    return actions.issue(
        meeting=meeting, roles=roles, by=meeting.created_by, now=now or make.moment(), **{**HOURS, **hours}
    )


# Issuing


def test_whoever_was_there_gets_one(meeting):
    noor, absent = present(meeting, given_name="Noor"), make.RegistrationFactory(activity=meeting)
    assert issue(meeting, noor, absent) == 1
    certificate = Certificate.objects.get()
    assert certificate.registration == noor
    assert certificate.content == {
        "name": noor.user.get_full_name(),
        "organisation": noor.school.name,
        "role": "participant",
        "language": "nl",
        "title": "Lezen met plezier",
        "kind": "theme_meeting",
        "starts_at": meeting.starts_at.astimezone(datetime.UTC).isoformat(),
        "ends_at": meeting.ends_at.astimezone(datetime.UTC).isoformat(),
        "place": "Buurthuis De Proef",
        "goals": ["Een leeskring."],
        "summary": meeting.summary,
        "contact_minutes": 120,
        "self_study_minutes": 30,
        "organiser": "Netwerk De Proef",
        "network": "Netwerk De Proef",
        "issued_on": make.day().isoformat(),
        "signatory": meeting.created_by.get_full_name(),
        "office": "projectleider",
    }


def test_pressing_twice_issues_nothing_twice(meeting):
    noor = present(meeting)
    issue(meeting, noor)
    with pytest.raises(actions.NobodyToCertify):
        issue(meeting, noor)
    assert Certificate.objects.count() == 1


def test_nothing_is_issued_before_the_end(meeting):
    noor = present(meeting)
    with pytest.raises(actions.NotOver):
        issue(meeting, noor, now=meeting.ends_at - datetime.timedelta(minutes=1))
    assert not Certificate.objects.exists()


def test_holders_are_told_by_the_queue_and_once(meeting):
    noor, bram = present(meeting, email="noor@proef.example"), present(meeting, email="bram@proef.example")
    issue(meeting, noor, bram)
    assert not OutgoingMail.objects.exists()
    assert tasks.tell_holders(meeting.pk) == 2
    assert tasks.tell_holders(meeting.pk) == 0
    mail = OutgoingMail.objects.get(to_address="noor@proef.example")
    assert mail.subject == "Je bewijs van deelname: Lezen met plezier"
    assert noor.certificates.get().get_absolute_url() in mail.text


def test_a_closed_account_gets_no_mail(meeting):
    issue(meeting, present(meeting, is_active=False))
    tasks.tell_holders(meeting.pk)
    assert not OutgoingMail.objects.exists()


def test_organisers_take_part_as_organiser():
    group = make.GroupMembershipFactory(user=make.teacher()).group
    meeting = make.ThemeMeetingFactory(past=True, working_group=group)
    organiser = make.RegistrationFactory(activity=meeting, user=group.memberships.get().user, present=True)
    assert certificates.likely_roles(meeting)(organiser) == Role.ORGANISER
    assert certificates.likely_roles(meeting)(present(meeting)) == Role.PARTICIPANT


# What the database holds


@pytest.mark.parametrize("was_present", [None, False])
def test_database_refuses_one_for_somebody_who_was_not_there(meeting, was_present):
    registration = make.RegistrationFactory(activity=meeting)
    if was_present is False:
        registration = make.RegistrationFactory(activity=meeting, present=True, was_present=False)
    with pytest.raises(IntegrityError) as refused:
        make.CertificateFactory(registration=registration)
    assert refused.value.__cause__.diag.constraint_name == "certificate_of_someone_present"


@pytest.mark.parametrize(
    "changed", [{"content": {}}, {"code": "0" * 16}, {"issued_at": make.moment}], ids=["content", "code", "moment"]
)
def test_what_was_certified_never_changes(changed):
    certificate = make.CertificateFactory()
    values = {name: value() if callable(value) else value for name, value in changed.items()}
    with pytest.raises(InternalError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**values)
    Certificate.objects.filter(pk=certificate.pk).update(shown=Shown.ALL)


def test_what_was_withdrawn_stays_so():
    certificate = make.CertificateFactory(revoked=True)
    with pytest.raises(InternalError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(
            state=State.VALID, ended_by=None, ended_at=None, revoked_because=""
        )


def test_codes_are_long_and_different():
    codes = {make.CertificateFactory().code for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{16}", code) for code in codes)


# Withdrawing and correcting


def test_withdrawing_tells_why_to_the_holder_alone(meeting, client_of):
    noor = present(meeting, email="noor@proef.example")
    issue(meeting, noor)
    certificate = noor.certificates.get()
    actions.revoke(
        certificate=certificate, because="Verwisseld met een ander.", by=meeting.created_by, now=make.moment()
    )
    assert "Verwisseld met een ander." in OutgoingMail.objects.get().text
    public = client_of().get(certificate.address).content.decode()
    assert "niet geldig" in public
    assert "Verwisseld" not in public
    assert noor.user.get_full_name() not in public
    with pytest.raises(actions.AlreadyEnded):
        actions.revoke(certificate=certificate, because="Nog eens.", by=meeting.created_by, now=make.moment())


def test_a_corrected_name_gives_a_new_one_in_its_place(meeting, client_of):
    noor, bram = present(meeting, given_name="Noro"), present(meeting)
    issue(meeting, noor, bram, role=Role.SPEAKER)
    old = noor.certificates.get()
    Certificate.objects.filter(pk=old.pk).update(shown=Shown.ALL)
    noor.user.given_name = "Noor"
    noor.user.save()
    assert actions.reissue(meeting=meeting, by=meeting.created_by, now=make.moment()) == 1
    assert actions.reissue(meeting=meeting, by=meeting.created_by, now=make.moment()) == 0
    new = noor.certificates.valid().get()
    old.refresh_from_db()
    assert (new.replaces, old.state, new.shown, new.content["role"]) == (old, State.REPLACED, Shown.ALL, Role.SPEAKER)
    assert new.content["name"].startswith("Noor ")
    assert new.code != old.code
    assert "vervangen" in client_of().get(old.address).content.decode()


def test_one_who_turns_out_absent_has_no_valid_one(meeting, client_of):
    noor = present(meeting)
    issue(meeting, noor)
    certificate = noor.certificates.get()
    noor.was_present = False
    noor.save()
    assert not Certificate.objects.valid().exists()
    assert noor.user.get_full_name() not in client_of().get(certificate.address).content.decode()
    assert client_of(noor.user).get(f"{certificate.get_absolute_url()}bewijs.pdf").status_code == 404
    noor.was_present = True
    noor.save()
    assert Certificate.objects.valid().get() == certificate


def test_a_renamed_school_is_no_fault_of_the_certificate(meeting):
    noor = present(meeting)
    issue(meeting, noor)
    noor.school.name = "Een andere naam"
    noor.school.save()
    meeting.refresh_from_db()
    assert not certificates.differs(Certificate.objects.with_meeting().get(), meeting=meeting)


# Pages of the organiser


def issue_url(meeting, page=""):
    return f"/themabijeenkomsten/{meeting.slug}/bewijzen/{page}"


def test_one_press_issues_to_all_who_were_there(meeting, client_of):
    noor, bram, left_out = (present(meeting) for _ in range(3))
    data = {"contact_minutes": "1.5", "self_study_minutes": "0.25", f"role-{noor.pk}": "speaker"}
    data |= {f"role-{bram.pk}": "participant", f"role-{left_out.pk}": ""}
    answer = client_of(meeting.created_by).post(issue_url(meeting), data, follow=True)
    assert "2 bewijzen zijn uitgereikt" in answer.content.decode()
    roles = {each.registration: each.content["role"] for each in Certificate.objects.all()}
    assert roles == {noor: "speaker", bram: "participant"}
    meeting.refresh_from_db()
    assert (meeting.contact_minutes, meeting.self_study_minutes) == (90, 15)


@pytest.mark.parametrize("hours", ["", "0", "-1", "veel", "1.1", "99"])
def test_hours_that_cannot_be_give_the_form_back(meeting, client_of, hours):
    noor = present(meeting)
    data = {"contact_minutes": hours, "self_study_minutes": "0", f"role-{noor.pk}": "speaker"}
    answer = client_of(meeting.created_by).post(issue_url(meeting), data)
    assert answer.status_code == 200
    assert "Er staat een fout in het formulier" in answer.content.decode()
    assert '<option value="speaker" selected>' in answer.content.decode()
    assert not Certificate.objects.exists()


def test_nobody_certifies_for_another_meeting(meeting, client_of):
    """Keys of other registrations, made up by hand, are not on the form."""
    elsewhere = present(make.ThemeMeetingFactory(past=True))
    here = present(meeting)
    data = {"contact_minutes": "1", "self_study_minutes": "0", f"role-{elsewhere.pk}": "speaker"}
    client_of(meeting.created_by).post(issue_url(meeting), {**data, f"role-{here.pk}": "speaker"})
    assert [each.registration for each in Certificate.objects.all()] == [here]


def test_participants_cannot_issue_to_themselves(meeting, client_of):
    noor = present(meeting)
    data = {"contact_minutes": "40", "self_study_minutes": "0", f"role-{noor.pk}": "organiser"}
    assert client_of(noor.user).post(issue_url(meeting), data).status_code == 403
    assert not Certificate.objects.exists()


def test_page_says_what_changed_since(meeting, client_of):
    issue(meeting, present(meeting))
    client = client_of(meeting.created_by)
    assert "1 bewijs zegt iets anders" not in client.get(issue_url(meeting)).content.decode()
    meeting.refresh_from_db()
    meeting.title = "Lezen met nog meer plezier"
    meeting.save()
    assert "1 bewijs zegt iets anders" in client.get(issue_url(meeting)).content.decode()
    client.post(issue_url(meeting, "verbeteren/"))
    assert Certificate.objects.valid().get().content["title"] == "Lezen met nog meer plezier"


def test_withdrawing_needs_a_reason(meeting, client_of):
    issue(meeting, present(meeting))
    certificate = Certificate.objects.get()
    path = issue_url(meeting, f"{certificate.pk}/intrekken/")
    client = client_of(meeting.created_by)
    assert client.post(path, {"because": "  "}).status_code == 200
    assert Certificate.objects.valid().exists()
    client.post(path, {"because": "Verwisseld."})
    certificate.refresh_from_db()
    assert (certificate.state, certificate.revoked_because) == (State.REVOKED, "Verwisseld.")


def test_certificate_of_another_meeting_is_not_withdrawn_here(meeting, client_of):
    certificate = make.CertificateFactory()
    path = issue_url(meeting, f"{certificate.pk}/intrekken/")
    assert client_of(meeting.created_by).post(path, {"because": "Zomaar."}).status_code == 404


def test_example_is_a_document_without_a_certificate(meeting, client_of, wrong_with_pdf):
    make.RegistrationFactory(activity=meeting)
    answer = client_of(meeting.created_by).get(issue_url(meeting, "voorbeeld.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert wrong_with_pdf(answer.content) == []
    assert not Certificate.objects.exists()


# Pages of the holder


def test_document_meets_the_standard_in_both_languages(client_of, wrong_with_pdf):
    for language in ("nl", "en"):
        certificate = make.CertificateFactory(registration__user=make.teacher(language=language))
        answer = client_of(certificate.registration.user).get(f"{certificate.get_absolute_url()}bewijs.pdf")
        assert wrong_with_pdf(answer.content) == []
        assert answer["Content-Disposition"].startswith("attachment")


def test_document_of_longest_texts_meets_the_standard(client_of, wrong_with_pdf):
    meeting = make.ThemeMeetingFactory(
        past=True, title="T" * 120, summary="samen lezen " * 300, takeaway="thuis " * 300, place="P" * 160
    )
    certificate = make.CertificateFactory(registration=present(meeting, given_name="N" * 50))
    assert wrong_with_pdf(certificates.document(certificate)) == []


def test_what_the_holder_had_stays_also_when_the_meeting_changes(client_of):
    certificate = make.CertificateFactory()
    before = certificates.document(certificate)
    certificate.registration.activity.title = "Anders"
    certificate.registration.activity.save()
    again = Certificate.objects.with_meeting().get()
    assert certificates.document(again) == before


def test_only_the_holder_opens_it(client_of):
    certificate = make.CertificateFactory()
    for other in (make.teacher(), make.project_lead(), make.administrator(), make.school_leader()):
        assert client_of(other).get(certificate.get_absolute_url()).status_code == 404
        assert client_of(other).post(certificate.get_absolute_url(), {"shown": "all"}).status_code == 404
        assert client_of(other).get(f"{certificate.get_absolute_url()}bewijs.pdf").status_code == 404
    assert client_of(certificate.registration.user).get(certificate.get_absolute_url()).status_code == 200


def test_holder_chooses_what_is_shown(client_of):
    certificate = make.CertificateFactory()
    mine = client_of(certificate.registration.user)
    for shown in Shown.values:
        mine.post(certificate.get_absolute_url(), {"shown": shown})
        certificate.refresh_from_db()
        assert certificate.shown == shown
    mine.post(certificate.get_absolute_url(), {"shown": "iets"})
    certificate.refresh_from_db()
    assert certificate.shown == Shown.NOTHING


def test_meeting_shows_its_participant_the_certificate(client_of):
    certificate = make.CertificateFactory()
    path = certificate.registration.activity.get_absolute_url()
    assert certificate.get_absolute_url() in client_of(certificate.registration.user).get(path).content.decode()
    assert certificate.code not in client_of(make.project_lead()).get(path).content.decode()


# The public page


def facts_of(answer):
    return breakable(answer.content.decode())


def test_public_page_shows_no_more_than_the_holder_does(client_of):
    certificate = make.CertificateFactory()
    name, school = certificate.content["name"], certificate.content["organisation"]
    short = facts_of(client_of().get(certificate.address))
    assert "Dit bewijs is echt" in short
    assert name in short
    assert certificate.content["title"] in short
    assert school not in short
    Certificate.objects.update(shown=Shown.ALL)
    everything = facts_of(client_of().get(certificate.address))
    assert school in everything
    assert certificate.content["signatory"] in everything


def test_one_that_is_not_shown_looks_like_one_that_is_not_there(client_of):
    certificate = make.CertificateFactory(shown=Shown.NOTHING)
    hidden, unknown = client_of().get(certificate.address), client_of().get(f"/bewijs/{'0' * 16}/")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert facts_of(hidden).replace(certificate.code, "0" * 16) == facts_of(unknown)


def test_public_page_is_kept_nowhere(client_of):
    answer = client_of().get(make.CertificateFactory().address)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("typed", ["{0}", "{0:.4}-{1}", " {2} ", "{0:.8} {3}"])
def test_code_may_be_typed_in_many_ways(client_of, typed):
    code = make.CertificateFactory().code
    typed = typed.format(code, code[4:], code.lower(), code[8:])
    answer = client_of().get("/bewijs/", {"code": typed})
    assert answer.url == f"/bewijs/{code}/"


@pytest.mark.parametrize(
    ("text", "code"),
    [("OIL0" * 4, "0110" * 4), ("abc", ""), ("", ""), ("U" * 16, ""), ("é" * 16, ""), ("0" * 17, "")],
)
def test_letters_that_look_alike_are_read_as_one(text, code):
    assert read_code(text) == code


def test_guessing_is_slowed_down(client_of, settings):
    certificate, guesser = make.CertificateFactory(), client_of()
    answers = [guesser.get(f"/bewijs/{number:016}/").status_code for number in range(31)]
    assert answers == [404] * 30 + [429]
    assert guesser.get(certificate.address).status_code == 429


def test_only_unknown_codes_count_as_guesses(client_of):
    certificate, checker = make.CertificateFactory(), client_of()
    assert {checker.get(certificate.address).status_code for _ in range(35)} == {200}


def test_strange_addresses_are_answered(client_of):
    for code in ("%00", "x" * 300, "<script>", "..%2F..%2Fadmin"):
        assert client_of().get(f"/bewijs/{code}/").status_code in {302, 404}


# Leaving


def test_certificates_go_with_the_details_of_their_holder():
    from network.privacy import forgetting

    certificate = make.CertificateFactory()
    replaced = make.CertificateFactory(
        registration=certificate.registration,
        state=State.REPLACED,
        ended_by=certificate.issued_by,
        ended_at=make.moment(-1),
    )
    elsewhere = make.CertificateFactory()
    person = certificate.registration.user
    erasure = make.ErasureFactory(user=person, asked_at=make.moment(-20), due_at=make.moment(-6))
    assert replaced.pk
    assert forgetting.carry_out(pk=erasure.pk, now=make.moment())
    assert list(Certificate.objects.all()) == [elsewhere]
    assert reverse("certificates:check", args=[certificate.code])

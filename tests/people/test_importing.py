"""Inviting everyone on a list."""

import io
import itertools

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_q.models import OrmQ

from network.base.models import OutgoingMail
from network.people import tasks
from network.people.actions import importing as actions
from network.people.importing import columns, reading
from network.people.models import Invitation, InvitationList, InvitationRow
from network.privacy.retention import forget_expired
from tests.factories import (
    EntryInvitationFactory,
    InvitationListFactory,
    InvitationRowFactory,
    SchoolFactory,
    moment,
    project_lead,
    school_leader,
    teacher,
)

HAND_IN = "/uitnodigingen/lijst/"
Problem = InvitationRow.Problem
pytestmark = pytest.mark.django_db
HEAD = ["Naam", "E-mailadres", "Functie", "School"]
ROW = ["Noor van Proef", "noor@proef.example", "leraar", "De Vlíer"]


def upload(content, name="lijst.csv"):
    return SimpleUploadedFile(name, content)


def table(*rows, separator=";"):
    return "\r\n".join(separator.join(row) for row in rows)


def workbook(*rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


FILES = {
    "semicolons": table(HEAD, ROW).encode(),
    "commas": table(HEAD, ROW, separator=",").encode(),
    "byte order mark": table(HEAD, ROW).encode("utf-8-sig"),
    "Latin-1": table(HEAD, ROW).encode("latin-1"),
    "UTF-16": table(HEAD, ROW, separator="\t").encode("utf-16"),
    "English": table(["Name", "E-mail", "Function", "School"], ROW).encode(),
    "first and last name": table(
        ["Achternaam", "Voornaam", "Tussenvoegsel", "EMAIL", "functie", "school "],
        ["Proef", "Noor", "van", *ROW[1:]],
    ).encode(),
    "XLSX": workbook(HEAD, ROW),
}


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_gives_the_same_line(kind):
    [line] = columns.lines(reading.rows_of_file(upload(FILES[kind])))
    assert line == (2, *ROW)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", reading.Empty),
        (b"\x89PNG\r\n\0\0", reading.Unreadable),
        (b"PK\x03\x04 stuk", reading.Unreadable),
        (b"naam;school\r\nNoor;De Vlier", columns.NoAddresses),
        (b"x" * (reading.LARGEST + 1), reading.TooLarge),
        (b"email\r\n" + b"a@b.nl\r\n" * 501, reading.TooLarge),
    ],
)
def test_a_file_that_is_no_list_gives_a_sentence(client_of, content, refusal):
    page = client_of(project_lead()).post(HAND_IN, {"file": upload(content), "language": "nl"})
    errors = page.context["form"].errors["file"]
    assert errors == [str(refusal.sentence)] if content else errors
    assert not InvitationList.objects.exists()


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 1000)
    with pytest.raises(reading.TooLarge):
        reading.rows_of_file(upload(workbook(HEAD, ROW)))


def test_addresses_alone_are_a_list_too():
    assert [line.email for line in columns.lines(reading.text_rows("a@b.nl, c@d.nl\ne@f.nl"))] == [
        "a@b.nl",
        "c@d.nl",
        "e@f.nl",
    ]


def problems(by, *rows, **given):
    handed_in = actions.hand_in(
        lines=columns.lines(reading.text_rows(table(HEAD, *rows))), by=by, now=timezone.now(), **given
    )
    return [row.problem for row in handed_in.rows.order_by("number")]


def test_every_line_says_what_is_wrong_with_it():
    school = SchoolFactory(name="De Vlier")
    SchoolFactory(name="Weg", left_on=moment(-1).date())
    member, invited = teacher(school), EntryInvitationFactory(school=school)
    assert problems(
        project_lead(),
        ["A", "a@b.nl", "Leraar", "de vlier"],
        ["", "", "leraar", "De Vlier"],
        ["", "geen adres", "leraar", "De Vlier"],
        ["", "A@b.nl", "leraar", "De Vlier"],
        ["", member.email, "leraar", "De Vlier"],
        ["", invited.email, "leraar", "De Vlier"],
        ["", "c@b.nl", "leraar", "Elders"],
        ["", "c@b.nl", "leraar", "Weg"],
        ["", "c@b.nl", "leraar", ""],
        ["", "c@b.nl", "conciërge", "De Vlier"],
        ["", "c@b.nl", "", "De Vlier"],
        ["", "c@b.nl", "contactpersoon", "De Vlier"],
        ["x" * 161, "c@b.nl", "leraar", "De Vlier"],
    ) == [
        "",
        Problem.NO_ADDRESS,
        Problem.BAD_ADDRESS,
        Problem.TWICE,
        Problem.MEMBER,
        Problem.INVITED,
        Problem.UNKNOWN_ORGANISATION,
        Problem.UNKNOWN_ORGANISATION,
        Problem.NO_ORGANISATION,
        Problem.UNKNOWN_FUNCTION,
        Problem.NO_FUNCTION,
        Problem.FUNCTION_DOES_NOT_FIT,
        Problem.TOO_LONG,
    ]


def test_a_leader_fills_in_the_own_school_and_learns_nothing_of_another():
    leader, other = school_leader(), SchoolFactory(name="Elders")
    member_there = teacher(other)
    assert problems(
        leader,
        ["", "a@b.nl", "leraar", ""],
        ["", "c@b.nl", "schoolleider", ""],
        ["", member_there.email, "leraar", "Elders"],
        place=leader.memberships.get().school,
    ) == ["", Problem.FUNCTION_NOT_ALLOWED, Problem.OTHER_SCHOOL]


def test_nobody_is_invited_before_it_is_confirmed_and_pressing_twice_invites_once(client_of):
    SchoolFactory(name="De Vlier")
    client = client_of(project_lead())
    page = client.post(
        HAND_IN, {"text": table(HEAD, ["N", "noor@proef.example", "leraar", "De Vlier"]), "language": "nl"}
    )
    assert not Invitation.objects.exists()
    preview = client.get(page.url).content.decode()
    assert "noor@proef.example" in preview
    assert "1 regel klopt" in preview
    for _ in range(2):
        assert client.post(f"{page.url}bevestigen/").url == page.url
    assert OrmQ.objects.count() == 1
    pk = InvitationList.objects.get().pk
    for _ in range(2):
        tasks.work_through_list(pk)
    assert Invitation.objects.get().email == "noor@proef.example"
    assert OutgoingMail.objects.count() == 1
    done = client.get(page.url).content.decode()
    assert 'value="1" max="1"' in done
    assert "hx-get" not in done


def test_the_progress_is_a_part_of_the_page(client_of):
    listed = InvitationRowFactory(list=InvitationListFactory(confirmed=True)).list
    client = client_of(listed.made_by)
    page, part = client.get(listed.get_absolute_url()), client.get(listed.get_absolute_url(), HTTP_HX_REQUEST="true")
    assert "Laat zien hoe ver het is" in page.content.decode()  # the way without JavaScript
    assert part.content.decode().strip().startswith('<section class="card" id="progress"')
    assert 'value="0" max="1"' in part.content.decode()


def test_a_list_whose_wake_up_call_was_lost_is_found():
    row = InvitationRowFactory(list=InvitationListFactory(confirmed=True))
    tasks.work_through_waiting_lists()
    assert Invitation.objects.get().email == row.email
    assert not InvitationList.objects.unfinished().exists()


def test_a_long_run_stops_in_time_and_asks_for_the_next(now):
    listed = InvitationListFactory(confirmed=True)
    for _ in range(3):
        InvitationRowFactory(list=listed)
    ticks = itertools.count(step=40)
    assert not actions.work_through(pk=listed.pk, clock=lambda: now + timezone.timedelta(seconds=next(ticks)))
    assert listed.counts()["handled"] == 1
    assert OrmQ.objects.count() == 2  # the mail, and the next run


def test_what_changed_since_the_list_came_in_counts():
    school = SchoolFactory()
    listed = InvitationListFactory(confirmed=True)
    member = teacher(school)
    became_member = InvitationRowFactory(list=listed, school=school, email=member.email)
    tasks.work_through_list(listed.pk)
    became_member.refresh_from_db()
    assert became_member.problem == Problem.MEMBER
    no_lead = InvitationListFactory(confirmed=True, made_by=teacher())
    row = InvitationRowFactory(list=no_lead)
    tasks.work_through_list(no_lead.pk)
    row.refresh_from_db()
    assert (row.problem, Invitation.objects.count()) == (Problem.FUNCTION_NOT_ALLOWED, 0)


def test_a_list_is_for_its_maker_alone_and_its_outcome_is_neutral(client_of):
    listed = InvitationRowFactory(name="=cmd", email="kapot", problem=Problem.BAD_ADDRESS).list
    path = f"{listed.get_absolute_url()}tabel/"
    assert client_of(project_lead()).get(path).status_code == 404
    table = client_of(listed.made_by).get(path).content.decode("utf-8-sig")
    assert "'=cmd;kapot" in table
    assert "Dit is geen e-mailadres." in table


def test_old_lists_are_forgotten_but_never_one_that_runs():
    old = {"made_at": moment(-40)}
    InvitationRowFactory(list=InvitationListFactory(**old))
    running = InvitationListFactory(**old, confirmed=True)
    forget_expired(now=timezone.now())
    assert list(InvitationList.objects.all()) == [running]


def test_a_list_costs_the_same(client_of, same_queries):
    listed = InvitationListFactory()
    client = client_of(listed.made_by)
    same_queries(lambda: client.get(listed.get_absolute_url()), lambda: InvitationRowFactory(list=listed))


def test_what_is_left_out_stands_first_on_the_page(client_of):
    listed = InvitationRowFactory(number=1).list
    InvitationRowFactory(list=listed, number=2, problem=Problem.NO_ADDRESS)
    page = client_of(listed.made_by).get(listed.get_absolute_url()).context["page_obj"]
    assert [row.number for row in page] == [2, 1]

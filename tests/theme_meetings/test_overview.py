"""What somebody took part in during a school year."""

import datetime

import pytest
import time_machine

from network.base.text import breakable
from network.schools.school_year import SchoolYear
from network.theme_meetings import overview
from tests import factories as make

pytestmark = pytest.mark.django_db
MARCH = datetime.datetime(2027, 3, 16, 9, tzinfo=datetime.UTC)
YEAR = SchoolYear(2026)


@pytest.fixture
def in_march():
    with time_machine.travel(MARCH, tick=False):
        yield


@pytest.fixture
def noor(in_march):
    make.NetworkFactory()
    return make.teacher(given_name="Noor")


def was_at(user, activity, **fields):
    return make.RegistrationFactory(user=user, activity=activity, present=True, **fields)


def test_time_of_a_certificate_counts_with_self_study(noor):
    meeting = make.ThemeMeetingFactory(past=True, contact_minutes=90, self_study_minutes=60)
    make.CertificateFactory(registration=was_at(noor, meeting))
    was_at(noor, make.SchoolVisitFactory(starts_at=make.moment(-3)))
    lines = overview.lines(noor, YEAR, now=MARCH)
    assert [line.minutes for line in lines] == [150, 120]
    assert overview.total(lines) == 270


def test_what_was_withdrawn_does_not_count_as_certificate(noor):
    registration = was_at(noor, make.ThemeMeetingFactory(past=True))
    make.CertificateFactory(registration=registration, revoked=True)
    (line,) = overview.lines(noor, YEAR, now=MARCH)
    assert line.certificate is None


def test_absent_unknown_cancelled_and_coming_do_not_count(noor):
    make.RegistrationFactory(user=noor, activity=make.ThemeMeetingFactory(past=True), present=True, was_present=False)
    make.RegistrationFactory(user=noor, activity=make.ThemeMeetingFactory(past=True))
    make.RegistrationFactory(user=noor, activity=make.ThemeMeetingFactory())
    was_at(noor, make.ThemeMeetingFactory(past=True, cancelled=True))
    was_at(make.teacher(), make.ThemeMeetingFactory(past=True))
    assert overview.lines(noor, YEAR, now=MARCH) == []
    assert overview.not_noted(noor, YEAR, now=MARCH) == 1


def test_school_year_turns_on_the_first_of_august(noor):
    for day in (datetime.date(2026, 7, 31), datetime.date(2026, 8, 1)):
        at = datetime.datetime.combine(day, datetime.time(10), tzinfo=datetime.UTC)
        was_at(noor, make.ThemeMeetingFactory(starts_at=at, title=f"{day}"))
    assert [str(line.activity) for line in overview.lines(noor, YEAR, now=MARCH)] == ["2026-08-01"]
    assert overview.years_of(noor, now=MARCH) == [SchoolYear(2026), SchoolYear(2025)]


def test_page_shows_it_to_oneself(noor, client_of):
    was_at(noor, make.ThemeMeetingFactory(past=True, title="Lezen met plezier"))
    page = breakable(client_of(noor).get("/mijn/deelname/").content.decode())
    assert "Lezen met plezier" in page
    assert "2 uur" in page
    assert "Lezen met plezier" not in client_of(make.project_lead()).get("/mijn/deelname/").content.decode()


def test_csv_neutralises_formulas(noor, client_of):
    was_at(noor, make.ThemeMeetingFactory(past=True, title="=HYPERLINK()"))
    text = client_of(noor).get("/mijn/deelname/2026.csv").content.decode()
    assert ";'=HYPERLINK();themabijeenkomst;" in text


def test_document_meets_the_standard(noor, client_of, wrong_with_pdf):
    assert wrong_with_pdf(client_of(noor).get("/mijn/deelname/2026.pdf").content) == []
    for _ in range(40):  # more than a page
        make.CertificateFactory(registration=was_at(noor, make.ThemeMeetingFactory(past=True)))
    answer = client_of(noor).get("/mijn/deelname/2026.pdf")
    assert wrong_with_pdf(answer.content) == []
    assert answer["Content-Disposition"] == 'attachment; filename="deelname-2026-2027.pdf"'


@pytest.mark.parametrize("path", ["/mijn/deelname/1.csv", "/mijn/deelname/99999.pdf", "/mijn/deelname/1999.pdf"])
def test_years_that_cannot_be_are_not_found(noor, client_of, path):
    assert client_of(noor).get(path).status_code == 404


@pytest.mark.parametrize("asked", ["", "x", "1", "9999", "2026'--"])
def test_strange_years_show_this_one(noor, client_of, asked):
    assert "Nog niets in 2026–2027" in client_of(noor).get("/mijn/deelname/", {"jaar": asked}).content.decode()

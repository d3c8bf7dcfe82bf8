"""What organisers print."""

import pytest
from django.utils import translation

from network.activities import papers
from tests import factories as make

pytestmark = pytest.mark.django_db
NAMES = [
    ("Noor", "van Proef"),
    ("Zoë", "Ñandú-de Lange van Alderwereld tot Verweg"),
    ("Łukasz", "Βήτα"),
    ("Ana 🌻", "#let x"),
]


@pytest.fixture
def meeting():
    make.NetworkFactory()
    meeting = make.ThemeMeetingFactory(title="Lezen & *schrijven*", place="De Vlier")
    for given, family in NAMES * 4:
        make.RegistrationFactory(activity=meeting, user=make.teacher(given_name=given, family_name=family))
    return meeting


@pytest.mark.parametrize("name", ["sign_in_sheet", "badges"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("people", [0, 1, 16])
def test_everybody_can_read_it(meeting, wrong_with_pdf, name, language, people):
    rows = list(meeting.registrations.confirmed())[:people]
    with translation.override(language):
        content = getattr(papers, name)(meeting, rows, language=language, now=make.moment(0))
    assert wrong_with_pdf(content) == []


@pytest.mark.parametrize("page", ["tekenlijst", "badges"])
def test_organisers_download_it(client_of, meeting, page):
    answer = client_of(meeting.created_by).get(f"/agenda/{meeting.slug}/deelnemers/{page}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_names_come_as_they_are(meeting, monkeypatch):
    said = {}
    monkeypatch.setattr(papers, "pdf", lambda template, data, **about: said.update(data) or b"")
    papers.badges(meeting, list(meeting.registrations.confirmed()[:2]), language="nl", now=make.moment(0))
    assert [person[:2] for person in said["people"]] == [list(name) for name in NAMES[:2]]

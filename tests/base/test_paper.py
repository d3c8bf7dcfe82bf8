"""Documents: what every PDF of the portal must be."""

import datetime

import pytest

from network.base import paper, qr

DATA = {
    "network": "Netwerk De Proef",
    "heading": "Bewijs van deelname",
    "given_to": "Uitgereikt aan",
    "name": "Noor van Proef",
    "organisation": "School De Proef",
    "took_part": "Nam deel aan",
    "title": "Lezen met plezier",
    "facts": [["Datum", "14 april 2026"], ["Plaats", "Buurthuis"]],
    "summary_label": "Inhoud",
    "summary": "Samen lezen.",
    "goals_label": "Doelen",
    "goals": ["Een werkvorm"],
    "signature": "Namens het netwerk",
    "signatory": "Bram van Proef",
    "office": "projectleider",
    "check": "Controleer dit bewijs:",
    "check_address": "https://proef.example/bewijs/ABCD/",
    "check_shown": "proef.example/bewijs",
    "code_label": "Code:",
    "code": "ABCD",
    "qr": qr.svg_file("https://proef.example/bewijs/ABCD/"),
    "qr_label": "QR-code",
}
NOON = datetime.datetime(2026, 4, 14, 12, tzinfo=datetime.UTC)


def certificate(**changes):
    return paper.pdf(
        "theme_meetings/paper/certificate.typ",
        {**DATA, **changes},
        language="nl",
        now=NOON,
        title="Bewijs van deelname",
        author="Netwerk De Proef",
        brand="#f6bd16",
    )


def test_document_meets_the_standard(wrong_with_pdf):
    assert wrong_with_pdf(certificate()) == []


def test_a_document_without_tags_does_not(wrong_with_pdf):
    """The judge sees what is wrong, so its silence says something."""
    import typst

    untagged = typst.compile(b"= Kop\nTekst", pdf_tags=False)
    assert "6.2" in {clause for clause, _sentence in wrong_with_pdf(untagged)}


def test_same_data_gives_same_bytes():
    assert certificate() == certificate()


@pytest.mark.parametrize("name", ["Çağla Łukasiewicz", "Γιώργος", "Борис", "محمد", "Nguyễn Thị"])
def test_names_of_many_alphabets_are_shown(name, caplog, wrong_with_pdf):
    assert wrong_with_pdf(certificate(name=name)) == []
    assert caplog.records == []


@pytest.mark.parametrize("name", ["Noor 🌻", "田中"])
def test_characters_that_no_font_has_become_a_box(name, wrong_with_pdf):
    assert wrong_with_pdf(certificate(name=name)) == []


def test_boxes_stand_in_every_text():
    data = {"name": "Noor 🌻", "facts": [("a", "b 🌻")], "number": 3}
    assert paper.without_unknown(data) == {"name": "Noor □", "facts": [["a", "b □"]], "number": 3}


def test_text_of_people_is_never_markup(wrong_with_pdf):
    nasty = '#read("/base/paper/paper.typ") *x* $y$ "; #panic() \\ ]'
    plain = certificate(name=nasty, summary=nasty, goals=[nasty])
    assert wrong_with_pdf(plain) == []


def test_other_faults_are_not_hidden():
    from typst import TypstError

    with pytest.raises(TypstError, match="network"):
        paper.pdf(
            "theme_meetings/paper/certificate.typ", {}, language="nl", now=NOON, title="", author="", brand="#000000"
        )


def test_qr_code_has_its_address(db):
    """Read back module by module: the drawing is that of the code."""
    import segno

    size, path = qr.drawing("https://proef.example/")
    drawn = [[0] * size for _ in range(size)]
    for stroke in path.split("M")[1:]:
        x, rest = stroke.split(" ")
        y, n = rest.split("h")[0], rest.split("h")[1].split("v")[0]
        for step in range(int(n)):
            drawn[int(y)][int(x) + step] = 1
    assert drawn == [
        list(row) for row in segno.make("https://proef.example/", error="m", micro=False).matrix_iter(border=4)
    ]

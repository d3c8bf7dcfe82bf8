"""Files that people upload: what is let in, under which name, and how it is handed out."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from network.base import documents

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
WORD = f'<Types><Override ContentType="{documents.KINDS[".docx"]}.main+xml"/></Types>'


def upload(name, content=PDF):
    return SimpleUploadedFile(name, content)


def archive(**files):
    """A zip file of texts by name; `__` in a name is a slash, and a leading `types` the list of an Office file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for name, text in files.items():
            opened.writestr("[Content_Types].xml" if name == "types" else name.replace("__", "/"), text)
    return written.getvalue()


def photo_with_a_place(kind="JPEG"):
    exif = Image.Exif()
    exif[0x010E] = "Bij mij thuis"
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, kind, exif=exif)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("les.pdf", PDF),
        ("LES.PDF", PDF),
        ("les.docx", archive(types=WORD)),
        ("les.odt", archive(mimetype=documents.KINDS[".odt"])),
    ],
)
def test_document_that_is_what_its_name_says_comes_in_as_it_is(name, content):
    document = documents.clean(upload(name, content))
    assert (document.content, document.name) == (content, f"{name[:3]}{name[3:].lower()}")
    assert document.media_type == documents.KINDS[name[3:].lower()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("les.pdf", b"<script>alert(1)</script>"),
        ("les.pdf", PDF[:-7]),
        ("les.docx", PDF),
        ("les.docx", archive(types="<Types/>")),
        ("les.xlsx", archive(types=WORD)),
        ("les.odt", archive(types=WORD)),
        ("les.odt", archive(mimetype="text/html")),
        ("les.png", PDF),
        ("les.docx", archive(types=WORD)[:60]),
        ("les.docx", archive(types=WORD + " " * documents.LONGEST_LIST)),
    ],
    ids=["html", "half", "no zip", "no word", "word as excel", "word as odt", "html as odt", "picture", "cut", "bomb"],
)
def test_file_that_is_something_else_is_refused(name, content):
    with pytest.raises(documents.NoDocument):
        documents.clean(upload(name, content))


@pytest.mark.parametrize("name", ["les.svg", "les.html", "les.exe", "les.docm", "les.pdf.js", "les"])
def test_kind_of_file_that_can_do_something_is_refused(name):
    with pytest.raises(documents.NoDocument, match="Kies een pdf"):
        documents.clean(upload(name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("les.docx", archive(types=WORD, word__vbaProject="x", **{"word__vbaProject.bin": "x"})),
        ("les.odt", archive(mimetype=documents.KINDS[".odt"], Basic__Module="x")),
    ],
)
def test_document_with_macros_is_refused(name, content):
    with pytest.raises(documents.NoDocument, match="macro"):
        documents.clean(upload(name, content))


def test_file_that_is_too_large_is_refused_unread():
    large = upload("les.pdf")
    large.size = documents.LARGEST_FILE + 1
    with pytest.raises(documents.NoDocument, match="10 MB"):
        documents.clean(large)
    assert large.tell() == 0


def test_picture_is_written_anew_without_where_it_was_taken():
    document = documents.clean(upload("foto van thuis.jpg", photo_with_a_place()))
    assert (document.name, document.media_type) == ("foto van thuis.webp", "image/webp")
    opened = Image.open(io.BytesIO(document.content))
    assert (opened.format, dict(opened.getexif()), b"thuis" in document.content) == ("WEBP", {}, False)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("les\u202efdp.pdf", "les fdp.pdf"),
        ('a"b\r\nc.pdf', "a b c.pdf"),
        ("...pdf.pdf", "pdf.pdf"),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_name_keeps_nothing_that_a_computer_could_trip_over(given, kept):
    file = upload("les.pdf")
    file._name = given
    assert documents.clean(file).name == kept


def test_document_is_handed_out_as_a_download_that_can_do_nothing():
    answer = documents.response(documents.Document("één les.pdf", "application/pdf", PDF))
    assert answer.content == PDF
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%A9%C3%A9n%20les.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"

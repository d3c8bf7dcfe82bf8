"""Documents that people upload, checked before they are kept. Source of the rules: OWASP ASVS 5.0, V5.

What a file is, is read from its content; the ending of its name must agree. A picture is written anew, so it does not
say where it was taken. A document with a program in it (macros) is refused. What passes is still not trusted: it is
handed out as a download that no browser opens on the portal's address (`response`).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from network.base import pictures
from network.base.refusal import Refusal

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_NAME = 120
BOX = (2400, 2400)
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
KINDS = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".odt": f"{OPEN}text",
    ".ods": f"{OPEN}spreadsheet",
    ".odp": f"{OPEN}presentation",
}
ACCEPTED = [*KINDS, *pictures.FORMATS]
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST_LIST = 500_000
"""Bytes of the list of contents in an Office file that are read; more is no ordinary document."""


class NoDocument(Refusal):
    sentence = _("This file is not what its name says, or it is damaged. Open it, save it again and try once more.")


@dataclass(frozen=True)
class Document:
    """What is kept of a file: a name without anything that a computer could take for a path, its kind and its bytes."""

    name: str
    media_type: str
    content: bytes


def clean(upload):
    """An uploaded file as a Document. Raises NoDocument with a sentence for the person."""
    ending = PurePath(upload.name).suffix.lower()
    if ending not in ACCEPTED:
        raise NoDocument(_("Choose a PDF, a Word, Excel, PowerPoint or OpenDocument file, or a picture."))
    if ending in pictures.FORMATS:
        return _picture(upload)
    if upload.size > LARGEST_FILE:
        raise NoDocument(_("This file is larger than 10 MB. Make it smaller, or share a link to it."))
    content = upload.read()
    if not _is(content, ending):
        raise NoDocument
    return Document(_name(upload.name, ending), KINDS[ending], content)


def response(document):
    """A download: never shown in the portal, never run, and asked for again each time."""
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=document.name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(bytes(document.content), content_type=document.media_type, headers=headers)


def _picture(upload):
    try:
        picture = pictures.clean(upload, box=BOX)
    except pictures.NoPicture as refusal:
        raise NoDocument(str(refusal)) from refusal
    return Document(_name(upload.name, ".webp"), "image/webp", picture.content)


def _name(given, ending):
    stem = " ".join(NOT_IN_A_NAME.sub(" ", PurePath(given).stem).split()).strip(". ")
    return f"{stem[: LONGEST_NAME - len(ending)] or 'document'}{ending}"


def _is(content, ending):
    if ending == ".pdf":
        return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _is_office(archive, ending)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return False


def _is_office(archive, ending):
    names = {name.lower() for name in archive.namelist()}
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise NoDocument(_("There are macros in this file. Save it without macros and try again."))
    said = "mimetype" if KINDS[ending].startswith(OPEN) else "[Content_Types].xml"
    if said not in archive.namelist() or archive.getinfo(said).file_size > LONGEST_LIST:
        return False
    text = archive.read(said).decode("utf-8", "replace")
    return text.strip() == KINDS[ending] if said == "mimetype" else f'"{KINDS[ending]}.main+xml"' in text

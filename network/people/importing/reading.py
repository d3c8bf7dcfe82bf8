"""From a file or pasted text to rows of cells. Nothing of the file itself is kept."""

import csv
import io
import zipfile
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from network.base.refusal import Refusal

LARGEST = 1024 * 1024
"""Bytes of a file; five hundred lines are a tenth of it."""

LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes that an XLSX file may be once unpacked. A small file can hold far more, made to fill the memory."""

MOST_PARTS = 500
"""Files that an XLSX file may hold; one of many sheets has about two for each."""

MOST_ROWS = 500
MOST_COLUMNS = 40
SEPARATORS = "\t;,"
ENDINGS = {"workbook": {".xlsx"}, "text": {".csv", ".txt"}}


class Unreadable(Refusal):
    sentence = _("This file could not be read. Save it as CSV or as Excel workbook (.xlsx), and try again.")


class TooLarge(Refusal):
    sentence = _("This list is too large: at most 500 lines and 1 MB at once. Cut it in pieces.")


class Empty(Refusal):
    sentence = _("There is nothing in this list.")


def rows_of_file(file):
    """The rows of an uploaded CSV or XLSX file, whose name and content agree on which it is."""
    if file.size > LARGEST:
        raise TooLarge
    content = file.read()
    kind = "workbook" if content.startswith(b"PK") else "text"
    if content and PurePath(file.name).suffix.lower() not in ENDINGS[kind]:
        raise Unreadable
    return sheet_rows(content) if kind == "workbook" else text_rows(decoded(content))


def decoded(content):
    """The text of a CSV file: UTF-8 with or without byte order mark, else as Excel in Western Europe writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig" if is_utf8(content) else "cp1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as broken:
        raise Unreadable from broken
    if "\0" in text:  # a picture, a PDF, an old Excel file
        raise Unreadable
    return text


def is_utf8(content):
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def text_rows(text):
    """The rows of text with tabs, semicolons or commas between cells."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        return tidy(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as broken:
        raise Unreadable from broken


def sheet_rows(content):
    """The rows of the first sheet of an XLSX file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
            too_many = len(parts.infolist()) > MOST_PARTS
        if too_many or unpacked > LARGEST_UNPACKED:
            raise TooLarge
        import openpyxl  # megabytes that a process hardly ever needs

        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return tidy(book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS))
    except Refusal:
        raise
    except Exception as broken:  # whatever a damaged file makes the library raise
        raise Unreadable from broken


def tidy(rows):
    """Pairs of line number and its cells as trimmed text; empty lines are left out, and too many refused."""
    kept = []
    for number, row in enumerate(rows, start=1):
        cells = [as_text(cell) for cell in row[:MOST_COLUMNS]]
        if any(cells):
            kept.append((number, cells))
        if len(kept) > MOST_ROWS + 1 or number > MOST_ROWS * 20:
            raise TooLarge
    if not kept:
        raise Empty
    return kept


def as_text(cell):
    """A cell without line breaks and other characters that nobody sees."""
    text = "" if cell is None else str(cell)
    shown = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(shown.replace("\ufeff", " ").split())
